using O2.Lite;
using O2.Protocol;

namespace O2.Actors.Tests.Lite;

public sealed class LiteMethodsTests
{
    private readonly LiteMethods _methods = new();
    private readonly List<string> _calls = [];

    [Theory]
    [InlineData("/imu", true)]
    [InlineData("!imu", true)]
    [InlineData("/imu/raw", true)]
    [InlineData("/imu/raw/x", true)]
    [InlineData("/imux", false)]
    [InlineData("/im", false)]
    public void D4_61_A_prefix_method_takes_its_own_path_and_all_below(string address, bool isTaken)
    {
        Add("/imu", null, isPrefix: true);
        Assert.Equal(isTaken, Dispatch(address));
    }

    [Fact]
    public void A_full_method_takes_its_whole_address_only_whatever_the_first_character()
    {
        Add("/imu/raw", null);
        Assert.True(Dispatch("/imu/raw"));
        Assert.True(Dispatch("!imu/raw"));
        Assert.False(Dispatch("/imu/raw/x"));
        Assert.False(Dispatch("/imu"));
    }

    [Fact]
    public void D4_60_A_method_with_empty_types_takes_only_messages_without_arguments()
    {
        Add("/knob/press", "");
        Assert.True(Dispatch("/knob/press"));
        Assert.False(Dispatch("/knob/press", 1));
    }

    [Fact]
    public void The_method_with_exactly_the_types_is_called_else_the_newest_that_can_take_them()
    {
        Add("/knob/turn", "i");
        Add("/knob/turn", "f");
        Add("/knob/turn", "s");
        Dispatch("/knob/turn", 1);
        Dispatch("/knob/turn", 1f);
        Dispatch("/knob/turn", "one");
        Dispatch("/knob/turn", 1.0);
        Assert.Equal(["/knob/turn i", "/knob/turn f", "/knob/turn s", "/knob/turn f"], _calls);
    }

    [Fact]
    public void The_first_match_alone_is_called_newest_first()
    {
        Add("/knob", null, isPrefix: true);
        Add("/knob/turn", null);
        Dispatch("/knob/turn");
        Assert.Equal(["/knob/turn "], _calls);
        Add("/knob/turn", null, isPrefix: true);
        Dispatch("/knob/turn");
        Assert.Equal("/knob/turn prefix", _calls[^1]);
    }

    [Fact]
    public void A_pattern_calls_all_methods_that_it_matches_and_is_text_after_an_exclamation_mark()
    {
        Add("/knob/left", "i");
        Add("/knob/right", "i");
        Add("/knob/deep/left", "i");
        Add("/fader", "i", isPrefix: true);
        Assert.True(Dispatch("/knob/{left,right}", 1));
        Assert.Equal(["/knob/left i", "/knob/right i"], _calls.Order());
        Assert.True(Dispatch("/fader/*", 1));
        Assert.False(Dispatch("!knob/*", 1));
        Assert.False(Dispatch("/knob/*/*/*", 1));
        Assert.False(Dispatch("/knob/l*", "text"));
    }

    [Fact]
    public void Equal_path_and_types_replace_and_removal_takes_all_methods_of_a_path()
    {
        Add("/knob/turn", "i");
        _methods.Add("/knob/turn", "i", isPrefix: false, _ => _calls.Add("second"));
        Add("/knob/turn", "s");
        Dispatch("/knob/turn", 1);
        Assert.Equal(["second"], _calls);
        Assert.True(_methods.Remove("/knob/turn"));
        Assert.False(_methods.Remove("/knob/turn"));
        Assert.False(Dispatch("/knob/turn", 1));
    }

    private void Add(string path, string? types, bool isPrefix = false) =>
        _methods.Add(path, types, isPrefix, _ => _calls.Add($"{path} {(isPrefix ? "prefix" : types)}"));

    private bool Dispatch(string address, params ReadOnlySpan<O2Value> args) =>
        _methods.Dispatch(O2Message.Create(address, GlobalTime.Immediately, reliable: true, args).AsView());
}
