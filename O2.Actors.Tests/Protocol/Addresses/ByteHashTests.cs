using System.Text;
using O2.Protocol;

namespace O2.Actors.Tests.Protocol.Addresses;

public sealed class ByteHashTests
{
    [Fact]
    public void Equal_bytes_have_equal_hashes_wherever_they_lie()
    {
        byte[] text = "/synth/noteon"u8.ToArray();
        byte[] moved = [1, 2, 3, .. text, 4];

        Assert.Equal(ByteHash.Of(text), ByteHash.Of(moved.AsSpan(3, text.Length)));
    }

    [Fact]
    public void Addresses_that_differ_in_any_one_byte_have_different_hashes()
    {
        byte[] text = "/synth/voice/17/noteon"u8.ToArray();
        int hash = ByteHash.Of(text);

        for (int i = 0; i < text.Length; i++)
        {
            byte[] other = [.. text];
            other[i] ^= 1;
            Assert.NotEqual(hash, ByteHash.Of(other));
        }
    }

    [Fact]
    public void Length_counts_where_the_bytes_are_zero() =>
        Assert.Equal(25, Enumerable.Range(0, 25).Select(length => ByteHash.Of(new byte[length])).Distinct().Count());

    [Fact]
    public void Numbered_addresses_spread_over_the_slots()
    {
        int[] slots = new int[1024];
        for (int i = 0; i < 4096; i++)
            slots[ByteHash.Of(Encoding.UTF8.GetBytes($"/mixer/channel{i}/gain")) & 1023]++;

        Assert.InRange(slots.Max(), 4, 24);
    }
}
