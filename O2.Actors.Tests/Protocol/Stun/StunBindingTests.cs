using O2.Actors.Tests.Vectors;
using O2.Protocol.Stun;

namespace O2.Actors.Tests.Protocol.Stun;

public sealed class StunBindingTests
{
    private const uint Home = 0xCB007107, Elsewhere = 0x0A000001;
    private static readonly StunTransactionId Id = new(0xB7E7A701, 0xBC34D686FA87DFAE);

    [Fact]
    public void A_request_is_a_header_without_attributes() =>
        Assert.Equal(
            Convert.FromHexString("000100002112a442b7e7a701bc34d686fa87dfae"),
            Wire.InPoison(StunBinding.RequestBytes, span => StunBinding.WriteRequest(span, Id)));

    [Fact]
    public void D3_1_D6_4_The_address_is_found_behind_other_attributes()
    {
        Assert.Equal((Id, StunDatagrams.SampleAddress), Read(StunDatagrams.Sample));

        for (int length = 0; length < 9; length++)
        {
            byte[] other = StunDatagrams.Attribute(StunDatagrams.Software, new byte[length]);
            Assert.Equal((Id, Home), Read(StunDatagrams.Answer(Id, other, other, StunDatagrams.Address(StunDatagrams.XorMapped, Home))));
        }
    }

    [Fact]
    public void D6_5_A_plain_address_will_do_but_a_masked_one_counts_before_it()
    {
        byte[] plain = StunDatagrams.Address(StunDatagrams.Mapped, Elsewhere), masked = StunDatagrams.Address(StunDatagrams.XorMapped, Home);

        Assert.Equal((Id, Elsewhere), Read(StunDatagrams.Answer(Id, plain)));
        Assert.Equal((Id, Home), Read(StunDatagrams.Answer(Id, plain, masked)));
        Assert.Equal((Id, Home), Read(StunDatagrams.Answer(Id, masked, plain)));
    }

    [Fact]
    public void Of_several_addresses_the_first_IPv4_address_counts() => Assert.Equal((Id, Home), Read(StunDatagrams.Answer(
        Id,
        StunDatagrams.Address(StunDatagrams.XorMapped, Elsewhere, family: 2),
        StunDatagrams.Address(StunDatagrams.XorMapped, Home),
        StunDatagrams.Address(StunDatagrams.XorMapped, Elsewhere))));

    [Fact]
    public void An_address_that_looks_like_none_when_it_is_masked_is_read() =>
        Assert.Equal((Id, 0x2112A442u), Read(StunDatagrams.Answer(Id, StunDatagrams.Address(StunDatagrams.XorMapped, 0x2112A442))));

    [Fact]
    public void Anything_else_is_refused()
    {
        byte[] good = StunDatagrams.Answer(Id, StunDatagrams.Address(StunDatagrams.XorMapped, Home));
        byte[] sixteen = StunDatagrams.Attribute(StunDatagrams.XorMapped, [0, 2, .. new byte[18]]);
        Assert.NotNull(Read(good));

        for (int length = 0; length < good.Length; length++)
            Assert.Null(Read(good[..length]));
        Assert.Null(Read([.. good, 0]));
        Assert.Null(Read([.. good, 0, 0, 0, 0]));
        Assert.Null(Read([0x01, 0x11, .. good[2..]]));                    // an error
        Assert.Null(Read([0x00, 0x01, .. good[2..]]));                    // a request
        Assert.Null(Read([.. good[..4], 0, 0, 0, 0, .. good[8..]]));      // another cookie
        Assert.Null(Read([.. good[..22], 0, 9, .. good[24..]]));          // longer than what is there
        Assert.Null(Read(StunDatagrams.Answer(Id)));
        Assert.Null(Read(StunDatagrams.Answer(Id, sixteen)));
        Assert.Null(Read(StunDatagrams.Answer(Id, StunDatagrams.Address(StunDatagrams.Mapped, 0))));
    }

    private static (StunTransactionId Id, uint Address)? Read(byte[] datagram) =>
        StunBinding.TryReadResponse(datagram, out var id, out uint address) ? (id, address) : null;
}
