using O2.Protocol;

namespace O2.Actors.Tests.Protocol.Messages;

public sealed class MessageFlagsTests
{
    [Theory]
    [InlineData(0x000, false, false, 0, "best effort")]
    [InlineData(0x001, true, false, 0, "reliable")]
    [InlineData(0x103, true, true, 1, "reliable, tap, hop 1")]
    [InlineData(0x302, false, true, 3, "best effort, tap, hop 3")]
    public void The_word_has_transport_tap_and_hops(uint bits, bool reliable, bool tap, int hops, string shown)
    {
        var flags = new MessageFlags(bits);

        Assert.Equal((reliable, tap, hops, shown), (flags.IsReliable, flags.IsTap, flags.Hops, flags.ToString()));
    }

    [Fact]
    public void A_tap_copy_of_a_copy_has_one_hop_more()
    {
        MessageFlags once = MessageFlags.Reliable.NextTapHop();

        Assert.Equal((0x103u, 0x203u, 0x202u), (once.Bits, once.NextTapHop().Bits, once.NextTapHop().WithReliable(false).Bits));
    }

    [Fact]
    public void The_hop_count_does_not_wrap() => Assert.Equal(0xFFFFFF03, new MessageFlags(0xFFFFFF01).NextTapHop().Bits);

    [Fact]
    public void Changing_the_transport_keeps_unknown_bits() => Assert.Equal(0x7DFu, new MessageFlags(0x7DE).WithReliable(true).Bits);
}
