using System.Text;
using O2.Protocol;

namespace O2.Actors.Tests.Protocol.Addresses;

public sealed class O2AddressTests
{
    [Theory]
    [InlineData("/synth", "synth", "")]
    [InlineData("/synth/noteon", "synth", "/noteon")]
    [InlineData("!synth/a/b", "synth", "/a/b")]
    [InlineData("#synth", "synth", "")]
    [InlineData("/synth/", "synth", "/")]
    [InlineData("!_o2/dy", "_o2", "/dy")]
    [InlineData("!@00000000:7f000001:d3e8/cs/put", "@00000000:7f000001:d3e8", "/cs/put")]
    [InlineData("/a*b/x", "a*b", "/x")]
    public void An_address_is_first_character_service_and_path(string text, string service, string path)
    {
        O2Address address = O2Address.Parse(text);

        Assert.Equal((text, text[0], service, path), (address.Text, address.First, address.Service, address.Path));
        Assert.Equal(text, Encoding.UTF8.GetString(address.Utf8));
    }

    [Theory]
    [InlineData("/s/a", false)]
    [InlineData("/s/a*", true)]
    [InlineData("/s/a?", true)]
    [InlineData("/s/a[b]", true)]
    [InlineData("/s/a{b}", true)]
    [InlineData("/s*/a", false)]
    [InlineData("!s/a*", false)]
    [InlineData("/s/a]b}", false)]
    public void Only_the_path_behind_a_slash_can_be_a_pattern(string text, bool hasPattern) =>
        Assert.Equal(hasPattern, O2Address.Parse(text).HasPattern);

    [Fact]
    public void A_bundle_is_told_by_its_first_character() =>
        Assert.Equal((true, false), (O2Address.Parse("#s").IsBundle, O2Address.Parse("/s").IsBundle));

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("!")]
    [InlineData("//a")]
    [InlineData("s/a")]
    [InlineData(" /s")]
    [InlineData("/s\0/a")]
    public void Other_texts_are_refused(string text)
    {
        Assert.False(O2Address.TryParse(text, out _));
        Assert.Throws<ArgumentException>(() => O2Address.Parse(text));
        Assert.Throws<ArgumentException>(() => O2Address.Get(text));
        Assert.Throws<ArgumentException>(() => new AddressCache().Get(text));
    }

    [Fact]
    public void A_lone_surrogate_that_stands_for_no_byte_is_refused() => Assert.False(O2Address.TryParse("/s/\uD800", out _));

    [Theory]
    [InlineData("/synth/a*", "/tap/a*")]
    [InlineData("!synth/a", "!tap/a")]
    [InlineData("#synth", "#tap")]
    [InlineData("/synth", "/tap")]
    public void WithService_keeps_first_character_and_path(string text, string expected) =>
        Assert.Equal(expected, O2Address.Parse(text).WithService("tap").Text);

    [Theory]
    [InlineData("")]
    [InlineData("a/b")]
    [InlineData("a\0")]
    public void WithService_refuses_what_is_no_service_name(string service) =>
        Assert.Throws<ArgumentException>(() => O2Address.Parse("/s/a").WithService(service));

    [Fact]
    public void Bytes_that_are_not_utf8_are_kept_apart_and_written_back()
    {
        byte[] one = [(byte)'/', 0xFC, (byte)'/', 0xE2, 0x82];
        byte[] other = [(byte)'/', 0xFD, (byte)'/', 0xE2, 0x82];
        Assert.True(O2Address.TryParse(one, out O2Address? first));
        Assert.True(O2Address.TryParse(other, out O2Address? second));

        Assert.NotEqual(first.Service, second.Service);
        Assert.Equal(one, first.Utf8.ToArray());
        Assert.Equal(one, O2Address.Parse(first.Text).Utf8.ToArray());
        Assert.Equal(one[2..], first.WithService("x").Utf8[2..].ToArray());
        Assert.Equal(first, O2Address.Parse(first.Text));
    }

    [Fact]
    public void Text_that_spells_valid_utf8_byte_by_byte_is_the_same_address_as_the_character()
    {
        O2Address address = O2Address.Parse("/\uDCC3\uDCA9");

        Assert.Equal("/é", address.Text);
        Assert.Equal(O2Address.Parse("/é"), address);
    }

    [Fact]
    public void Names_differ_by_case_and_are_not_normalized()
    {
        Assert.NotEqual(O2Address.Parse("/s/a"), O2Address.Parse("/s/A"));
        Assert.NotEqual(O2Address.Parse("/\u00e9"), O2Address.Parse("/e\u0301"));
        Assert.NotEqual(O2Address.Parse("/s"), O2Address.Parse("!s"));
    }

    [Theory]
    [InlineData("/synth/noteon")]
    [InlineData("/é/🎵")]
    public void Lately_used_addresses_are_the_same_object(string text)
    {
        var cache = new AddressCache();

        Assert.Same(O2Address.Get(text), O2Address.Get(new string(text)));
        Assert.Same(cache.Get(text), cache.Get(Encoding.UTF8.GetBytes(text)));
    }

    [Fact]
    public void A_hit_in_a_cache_does_not_allocate()
    {
        var cache = new AddressCache();
        byte[] bytes = "/synth/noteon"u8.ToArray();
        Allocations.AreNone(() =>
        {
            bool isSame = cache.Get(bytes) == cache.Get("/synth/noteon") && !O2Address.Get("/synth/noteon").HasPattern;
            Assert.True(isSame);
        });
    }

    [Fact]
    public void A_cache_stays_small_and_right_whatever_is_asked_for()
    {
        var cache = new AddressCache(capacity: 16);
        for (int i = 0; i < 10_000; i++)
        {
            string text = $"/s{i % 3000}/m{i}";
            Assert.Equal(text, cache.Get(Encoding.UTF8.GetBytes(text)).Text);
        }

        string longer = "/s/" + new string('x', 5000);
        Assert.Equal(longer, cache.Get(longer).Text);
        Assert.Equal(longer, cache.Get(Encoding.UTF8.GetBytes(longer)).Text);
    }
}
