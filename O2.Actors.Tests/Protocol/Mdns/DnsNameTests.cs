using O2.Protocol.Mdns;

namespace O2.Actors.Tests.Protocol.Mdns;

public sealed class DnsNameTests
{
    [Fact]
    public void A_name_is_its_labels_after_their_lengths()
    {
        DnsName name = DnsName.Parse("_tcp.local").Prepend("a.b é");

        Assert.Equal([6, .. "a.b é"u8, 4, .. "_tcp"u8, 5, .. "local"u8, 0], name.Wire.ToArray());
        Assert.Equal("a.b é", name.FirstLabel);
        Assert.Equal(@"a\.b é._tcp.local", name.ToString());
        Assert.Equal(DnsName.Parse("_tcp.local"), name.Parent);
    }

    [Fact]
    public void The_root_has_no_labels_and_is_its_own_parent()
    {
        Assert.True(DnsName.Root.IsRoot);
        Assert.Same(DnsName.Root, DnsName.Root.Parent);
        Assert.Equal("", DnsName.Root.FirstLabel);
        Assert.Equal(".", DnsName.Root.ToString());
    }

    [Fact]
    public void Case_of_ASCII_letters_does_not_count()
    {
        DnsName lower = DnsName.Parse("gold é._o2proc._tcp.local"), upper = DnsName.Parse("GOLD é._O2PROC._TCP.LOCAL");

        Assert.Equal(lower, upper);
        Assert.Equal(lower.GetHashCode(), upper.GetHashCode());
        Assert.NotEqual(lower, DnsName.Parse("gold É._o2proc._tcp.local"));
        Assert.NotEqual(lower, lower.Parent);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a..b")]
    [InlineData("1234567890123456789012345678901234567890123456789012345678901234.local")]
    public void A_label_has_1_to_63_bytes(string text) => Assert.Throws<ArgumentException>(() => DnsName.Parse(text));

    [Fact]
    public void A_name_has_at_most_255_bytes()
    {
        string label = new('x', 63);
        DnsName name = DnsName.Root.Prepend(label).Prepend(label).Prepend(label).Prepend(label[..61]);

        Assert.Equal(255, name.Wire.Length);
        Assert.Throws<ArgumentException>(() => name.Prepend("y"));
        Assert.Throws<ArgumentException>(() => name.Parent.Prepend(label[..62]));
    }

    [Theory]
    [InlineData("C000", DnsParseErrorKind.BadPointer)] // to itself
    [InlineData("C002", DnsParseErrorKind.BadPointer)] // forwards
    [InlineData("0161C000", DnsParseErrorKind.BadPointer)] // to the label in front of it
    [InlineData("C0", DnsParseErrorKind.Truncated)]
    [InlineData("", DnsParseErrorKind.Truncated)]
    [InlineData("0161", DnsParseErrorKind.Truncated)]
    [InlineData("0561", DnsParseErrorKind.Truncated)]
    [InlineData("4061", DnsParseErrorKind.BadName)]
    [InlineData("8061", DnsParseErrorKind.BadName)]
    public void A_malformed_name_is_refused(string hex, DnsParseErrorKind expected)
    {
        int offset = 0;

        Assert.Equal(expected, DnsName.TryRead(Convert.FromHexString(hex), ref offset, out _));
    }

    [Fact]
    public void Two_pointers_that_lead_to_each_other_are_refused()
    {
        byte[] message = Convert.FromHexString("C002C000");
        for (int start = 0; start < 4; start += 2)
        {
            int offset = start;
            Assert.Equal(DnsParseErrorKind.BadPointer, DnsName.TryRead(message, ref offset, out _));
        }
    }

    [Fact]
    public void Pointers_that_lead_backwards_are_followed_and_reading_goes_on_behind_the_first()
    {
        byte[] message = [.. "\x05local\0"u8, .. "\x04_tcp"u8, 0xC0, 0, 1, (byte)'x', 0xC0, 7, 0xEE];
        int offset = 14;

        Assert.Equal(DnsParseErrorKind.None, DnsName.TryRead(message, ref offset, out DnsName name));
        Assert.Equal(DnsName.Parse("x._tcp.local"), name);
        Assert.Equal(0xEE, message[offset]);
    }

    [Theory]
    [InlineData(127, DnsParseErrorKind.None)]
    [InlineData(128, DnsParseErrorKind.BadPointer)]
    public void A_chain_of_more_pointers_than_a_name_has_labels_is_refused(int pointers, DnsParseErrorKind expected)
    {
        var message = new List<byte> { 0 };
        for (int i = 0, target = 0; i < pointers; i++, target = message.Count - 2)
            message.AddRange([(byte)(0xC0 | (target >> 8)), (byte)target]);
        int offset = message.Count - 2;

        Assert.Equal(expected, DnsName.TryRead(message.ToArray(), ref offset, out _));
    }

    [Fact]
    public void A_name_that_pointers_make_longer_than_255_bytes_is_refused()
    {
        // A ladder: each step is a label of 63 bytes and a pointer to the step below.
        var message = new List<byte> { 0 };
        int below = 0;
        for (int step = 0; step < 5; step++)
        {
            int at = message.Count;
            message.AddRange([63, .. Enumerable.Repeat((byte)'x', 63), 0xC0, (byte)below]);
            message[^2] |= (byte)(below >> 8);
            below = at;
        }
        int offset = below;

        Assert.Equal(DnsParseErrorKind.BadName, DnsName.TryRead(message.ToArray(), ref offset, out _));
    }
}
