using O2.Protocol;

namespace O2.Actors.Tests.Protocol.Addresses;

public sealed class MethodTreeTests
{
    [Theory]
    [InlineData("/s/a", "/a")]
    [InlineData("!s/a", "/a")]
    [InlineData("/s/b/c", "/b/c")]
    [InlineData("!s/b/c", "/b/c")]
    [InlineData("/s", "")]
    [InlineData("/s/A", "")]
    [InlineData("/s/b", "")]
    [InlineData("/s/a/x", "")]
    [InlineData("/s/a/", "")]
    [InlineData("!s/a/", "")]
    [InlineData("/s//a", "")]
    [InlineData("/s/*", "/a /q* /q1")]
    [InlineData("/s/*/*", "/b/c /b/d")]
    [InlineData("/s/b/[cd]", "/b/c /b/d")]
    [InlineData("/s/{b,x}/d", "/b/d")]
    [InlineData("/s/?/c", "/b/c")]
    [InlineData("/s/*/", "")]
    [InlineData("/s/q*", "/q* /q1")]
    [InlineData("!s/q*", "/q*")]
    [InlineData("/s/*/*/*", "")]
    public void Methods_are_found_node_by_node(string address, string found)
    {
        var tree = new MethodTree<int>();
        foreach (string path in (string[])["/a", "/b/c", "/b/d", "/q*", "/q1"])
            tree.Add(path, null, 0);

        Assert.Equal(found, Find(tree, address));
    }

    [Fact]
    public void A_method_with_the_empty_path_takes_every_message()
    {
        var tree = new MethodTree<int>();
        tree.Add("/a", null, 1);
        tree.Add("", "i", 2);

        Assert.All((string[])["/s", "/s/a", "/s/x/y", "!s/q", "/s/*", "/s/"], address => Assert.Equal(2, tree.Find(O2Address.Parse(address))[0].Method));
    }

    [Fact]
    public void A_method_with_a_path_replaces_the_one_that_takes_every_message()
    {
        var tree = new MethodTree<int>();
        tree.Add("", null, 1);
        tree.Add("/a/b", null, 2);

        Assert.Equal(("", "/a/b"), (Find(tree, "/s"), Find(tree, "/s/a/b")));
    }

    [Fact]
    public void The_same_path_again_replaces_the_method()
    {
        var tree = new MethodTree<int>();
        tree.Add("/a", "i", 1);
        tree.Add("/a", "f", 2);

        MethodMatches<int> matches = tree.Find(O2Address.Parse("/s/a"));
        Assert.Equal((1, new MethodEntry<int>("/a", "f", 2)), (matches.Count, matches[0]));
    }

    [Fact]
    public void A_method_replaces_those_below_its_path()
    {
        var tree = new MethodTree<int>();
        tree.Add("/a/b", null, 1);
        tree.Add("/a/c/d", null, 2);
        tree.Add("/a", null, 3);

        Assert.Equal(("/a", "", ""), (Find(tree, "/s/a"), Find(tree, "/s/a/b"), Find(tree, "/s/a/c/d")));
    }

    [Fact]
    public void A_method_replaces_the_one_above_its_path()
    {
        var tree = new MethodTree<int>();
        tree.Add("/a", null, 1);
        tree.Add("/a/c", null, 2);

        Assert.Equal(("", "/a/c"), (Find(tree, "/s/a"), Find(tree, "/s/a/c")));
    }

    [Fact]
    public void Removing_takes_the_method_or_all_below_and_nodes_that_become_empty()
    {
        var tree = new MethodTree<int>();
        tree.Add("/a/b", null, 1);
        tree.Add("/c/d/e", null, 2);
        tree.Add("/c/d/f", null, 3);
        tree.Add("/c/g", null, 4);

        Assert.False(tree.Remove("/x"));
        Assert.False(tree.Remove("/c/d/e/x"));
        Assert.False(tree.Remove("c"));
        Assert.True(tree.Remove("/a/b"));
        Assert.False(tree.Remove("/a"));
        Assert.True(tree.Remove("/c/d"));
        Assert.Equal("/c/g", Find(tree, "/s/*/*"));
        Assert.True(tree.Remove(""));
        Assert.Equal("", Find(tree, "/s/*/*"));
    }

    [Fact]
    public void Removing_any_path_removes_the_method_that_takes_every_message()
    {
        var tree = new MethodTree<int>();
        tree.Add("", null, 1);

        Assert.True(tree.Remove("/whatever"));
        Assert.Equal("", Find(tree, "/s"));
    }

    [Theory]
    [InlineData("a")]
    [InlineData("/")]
    [InlineData("/a/")]
    [InlineData("/a//b")]
    [InlineData("//")]
    public void A_path_that_no_message_can_name_is_refused(string path) =>
        Assert.Throws<ArgumentException>(() => new MethodTree<int>().Add(path, null, 0));

    [Theory]
    [InlineData(1020, true)]
    [InlineData(1021, false)]
    [InlineData(60000, false)]
    public void D1_10_A_long_node_is_found_up_to_1020_characters_and_harmless_above(int length, bool isFound)
    {
        string path = "/" + new string('n', length);
        var tree = new MethodTree<int>();
        Exception? refusal = Record.Exception(() => tree.Add(path, null, 0));

        Assert.Equal(isFound, refusal is null);
        Assert.Equal(isFound ? 1 : 0, tree.Find(O2Address.Parse("/s" + path)).Count);
        Assert.Equal(isFound ? 1 : 0, tree.Find(O2Address.Parse("/s/n*")).Count);
        Assert.Equal(0, tree.Find(O2Address.Parse("/s" + path + "*" + path)).Count);
    }

    [Fact]
    public void What_was_found_stays_when_the_methods_change()
    {
        var tree = new MethodTree<int>();
        tree.Add("/a", null, 1);
        tree.Add("/b", null, 2);
        MethodMatches<int> matches = tree.Find(O2Address.Parse("/s/*"));
        tree.Remove("");

        Assert.Equal("/a /b", Paths(matches));
    }

    [Fact]
    public void An_exact_lookup_does_not_allocate()
    {
        var tree = new MethodTree<object>();
        tree.Add("/noteon", "if", new());
        tree.Add("/channel/1/volume", "f", new());
        O2Address[] addresses = [O2Address.Parse("/s/noteon"), O2Address.Parse("!s/channel/1/volume"), O2Address.Parse("/s/none")];

        Allocations.AreNone(() =>
        {
            int found = 0;
            foreach (O2Address address in addresses)
            {
                foreach (MethodEntry<object> entry in tree.Find(address))
                    found += entry.Path.Length;
            }

            Assert.True(found > 0);
        });
    }

    private static string Find(MethodTree<int> tree, string address) => Paths(tree.Find(O2Address.Parse(address)));

    private static string Paths(MethodMatches<int> matches)
    {
        var paths = new List<string>();
        foreach (MethodEntry<int> entry in matches)
            paths.Add(entry.Path);

        paths.Sort(StringComparer.Ordinal);
        return string.Join(' ', paths);
    }
}
