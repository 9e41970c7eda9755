using O2.Actors.TestKit;
using O2.Protocol;

namespace O2.Actors.Tests.Services;

/// <summary>Adding, replacing and choosing methods (spec 01, 5.2, 5.3, 5.5), through a process.</summary>
public sealed class MethodRulesTests : IDisposable
{
    private readonly EnsembleFixture _ensemble = new();
    private readonly O2Process _o2;
    private readonly List<string> _called = [];

    public MethodRulesTests() => _o2 = _ensemble.Start();

    public void Dispose() => _ensemble.Dispose();

    [Fact]
    public void A_method_for_the_whole_service_replaces_all_others_and_gets_every_message()
    {
        Add("/d/a", "a");
        Add("/d/b", "b");
        Add("/d", "root");

        Send("/d/a", "/d/x/y", "/d", "!d/b");

        Assert.Equal(["root", "root", "root", "root"], _called);
    }

    [Fact]
    public void A_method_with_a_path_drops_the_one_for_the_whole_service()
    {
        Add("/d", "root");
        Add("/d/a", "a");

        Send("/d/a", "/d/b", "/d");

        Assert.Equal(["a"], _called);
        Assert.Equal(2, _o2.Dropped(DropReason.NoHandler));
    }

    [Fact]
    public void An_equal_path_replaces_the_method()
    {
        Add("/d/a", "first");
        Add("/d/a", "second");

        Send("/d/a", "!d/a");

        Assert.Equal(["second", "second"], _called);
    }

    [Fact]
    public void A_leaf_replaces_the_subtree_below_it_and_the_reverse()
    {
        Add("/d/a/b", "a/b");
        Add("/d/a", "a");
        Send("/d/a/b", "/d/a");
        Assert.Equal(["a"], _called);

        Add("/d/a/c", "a/c");
        Send("/d/a", "/d/a/c");
        Assert.Equal(["a", "a/c"], _called);
    }

    [Fact]
    public void There_are_no_prefix_methods()
    {
        Add("/W/X", "x");

        Send("/W/X/Y", "/W");

        Assert.Empty(_called);
    }

    [Fact]
    public void A_pattern_calls_every_method_that_matches_and_is_literal_behind_an_exclamation_mark()
    {
        Add("/d/a1", "a1");
        Add("/d/a2", "a2");
        Add("/d/b", "b");

        Send("/d/a*");
        Assert.Equal(["a1", "a2"], _called.Order());
        Send("!d/a*");
        Assert.Equal(1, _o2.Dropped(DropReason.NoHandler));
    }

    [Fact]
    public void A_removed_method_is_called_no_more_and_the_service_stays()
    {
        Add("/d/a/b", "b");
        Add("/d/a/c", "c");

        Assert.True(_o2.RemoveMethod("/d/a"));
        Assert.False(_o2.RemoveMethod("/d/a"));
        Send("/d/a/b", "/d/a/c");

        Assert.Empty(_called);
        Assert.Equal(ServiceStatus.LocalNoTime, _o2.Status("d"));
    }

    [Theory]
    [InlineData(null, "", true)]
    [InlineData(null, "if", true)]
    [InlineData("", "", true)]
    [InlineData("", "i", false)]
    [InlineData("if", "if", true)]
    [InlineData("if", "fi", true)]
    [InlineData("if", "i", false)]
    [InlineData("if", "iff", false)]
    [InlineData("i", "s", false)]
    [InlineData("s", "i", false)]
    [InlineData("S", "s", true)]
    [InlineData("T", "F", true)]
    public void Types_decide_whether_a_method_is_called(string? handlerTypes, string messageTypes, bool isCalled)
    {
        _o2.AddMethod("/d/a", handlerTypes, _ => _called.Add("a"));
        O2Value[] args = [.. messageTypes.Select(Example)];

        Assert.Equal(SendStatus.Sent, _o2.Send("/d/a", args));

        Assert.Equal(isCalled ? 1 : 0, _called.Count);
        Assert.Equal(isCalled ? 0 : 1, _o2.Dropped(DropReason.TypeMismatch));
    }

    [Fact]
    public void A_path_or_types_that_no_method_can_have_are_refused_and_offer_nothing()
    {
        string[] paths = ["", "/", "d/a", "!d/a", "#d", "/1d/a", "/_cs/get", "/_o2/cs/put", "/@x/a", "/d//a"];

        Assert.All(paths, path => Assert.ThrowsAny<ArgumentException>(() => _o2.AddMethod(path, null, _ => { })));
        Assert.ThrowsAny<ArgumentException>(() => _o2.AddMethod("/d/a", "iq", _ => { }));
        Assert.Throws<ArgumentNullException>(() => _o2.AddMethod("/d/a", "i", null!));
        Assert.Equal(["_o2"], _o2.Services().Select(service => service.Service));
    }

    private void Add(string path, string name) => _o2.AddMethod(path, null, _ => _called.Add(name));

    private void Send(params string[] addresses)
    {
        foreach (string address in addresses)
            Assert.Equal(SendStatus.Sent, _o2.Send(address));
    }

    private static O2Value Example(char type) => type switch
    {
        'i' => 1,
        'f' => 1.5f,
        's' => "text",
        'T' => O2Value.True,
        _ => O2Value.False,
    };
}
