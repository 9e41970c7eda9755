using O2.Actors.Tests.Vectors;
using O2.Protocol;

namespace O2.Actors.Tests.Protocol.Discovery;

public class IntroductionTests
{
    private static readonly ProcessInfo Process = new(ProcessName.Parse("@00000000:0a4d0001:8aa5"), 0xe521, ProtocolVersion.Current);

    [Fact]
    public void Introduction_has_the_bytes_of_the_specification()
    {
        byte[] expected = Convert.FromHexString(
            "00000050000000010000000000000000215f6f322f6479002c7369737369696900000000656e73310000000000020001"
            + "303030303030303000000000306134643030303100000000" + "00008aa50000e52100000036");

        Assert.Equal(expected, Wire.EncodeTcp(new Introduction("ens1", Process, IntroductionKind.Connect).ToMessage()));
    }

    [Theory]
    [InlineData(IntroductionKind.Info)]
    [InlineData(IntroductionKind.Hub)]
    [InlineData(IntroductionKind.Reply)]
    [InlineData(IntroductionKind.Callback)]
    [InlineData(IntroductionKind.Connect)]
    [InlineData((IntroductionKind)99)]
    public void Introduction_reads_back_what_it_writes(IntroductionKind kind)
    {
        Introduction introduction = new("Das Große Orchester", new ProcessInfo(new ProcessName(0xfedcba98, 0x01234567, 65535), 1, 0x0209ff), kind);

        Assert.True(Introduction.TryRead(Wire.Decode(Wire.EncodeTcp(introduction.ToMessage()).AsSpan(4)), out Introduction? read));
        Assert.Equal(introduction, read);
    }

    [Theory]
    [InlineData(IntroductionKind.Hub)]
    [InlineData(IntroductionKind.Reply)]
    [InlineData(IntroductionKind.Callback)]
    [InlineData(IntroductionKind.Connect)]
    public void R3_26_Only_info_can_be_written_for_UDP(IntroductionKind kind)
    {
        Assert.Throws<ArgumentException>(() => new Introduction("gold", Process, kind).ToMessage(reliable: false));
        Assert.False(new Introduction("gold", Process, IntroductionKind.Info).ToMessage(reliable: false).Flags.IsReliable);
    }

    public static TheoryData<string, O2Message> Malformed()
    {
        TheoryData<string, O2Message> data = [];
        Add("no arguments");
        Add("kind missing", "gold", 0x020001, "00000000", "0a4d0001", 1, 2);
        Add("one too many", "gold", 0x020001, "00000000", "0a4d0001", 1, 2, 50, 0);
        Add("long version", "gold", 0x020001L, "00000000", "0a4d0001", 1, 2, 50);
        Add("symbol", O2Value.Symbol("gold"), 0x020001, "00000000", "0a4d0001", 1, 2, 50);
        Add("upper-case address", "gold", 0x020001, "00000000", "0A4D0001", 1, 2, 50);
        Add("short address", "gold", 0x020001, "0", "0a4d0001", 1, 2, 50);
        Add("no hexadecimal address", "gold", 0x020001, "0000000g", "0a4d0001", 1, 2, 50);
        Add("empty address", "gold", 0x020001, "00000000", "", 1, 2, 50);
        Add("no TCP port", "gold", 0x020001, "00000000", "0a4d0001", 0, 2, 50);
        Add("negative TCP port", "gold", 0x020001, "00000000", "0a4d0001", -1, 2, 50);
        Add("TCP port too high", "gold", 0x020001, "00000000", "0a4d0001", 65536, 2, 50);
        Add("no UDP port", "gold", 0x020001, "00000000", "0a4d0001", 1, 0, 50);
        Add("UDP port too high", "gold", 0x020001, "00000000", "0a4d0001", 1, 65536, 50);
        Add("empty ensemble", "", 0x020001, "00000000", "0a4d0001", 1, 2, 50);
        Add("ensemble too long", new string('e', 64), 0x020001, "00000000", "0a4d0001", 1, 2, 50);
        return data;

        void Add(string fault, params ReadOnlySpan<O2Value> args) =>
            data.Add(fault, O2Message.Create(SystemAddress.Introduction, GlobalTime.Immediately, reliable: true, args));
    }

    [Theory]
    [MemberData(nameof(Malformed), DisableDiscoveryEnumeration = true)]
    public void D1_11_D3_73_Malformed_introduction_is_refused(string fault, O2Message message)
    {
        Assert.False(Introduction.TryRead(message, out Introduction? introduction), fault);
        Assert.Null(introduction);
    }

    [Theory]
    [InlineData(IntroductionKind.Info, true)]
    [InlineData(IntroductionKind.Callback, true)]
    [InlineData(IntroductionKind.Connect, false)]
    [InlineData(IntroductionKind.Hub, false)]
    [InlineData(IntroductionKind.Reply, false)]
    [InlineData((IntroductionKind)0, false)]
    public void Through_a_broker_a_process_is_discovered_by_info_and_callback(IntroductionKind kind, bool isDiscovery)
    {
        O2Message message = new Introduction("gold", SessionFixture.High, kind).ToMessage();

        Assert.Equal(isDiscovery, SessionFixture.Identity().TryDiscover(message, out ProcessInfo? found));
        Assert.Equal(isDiscovery ? SessionFixture.High : null, found);
    }

    [Fact]
    public void Through_a_broker_only_who_fits_is_discovered()
    {
        Assert.False(Try("silver", SessionFixture.High));
        Assert.False(Try("gold", SessionFixture.High with { Version = 0x010000 }));
        Assert.False(Try("gold", SessionFixture.Self));

        static bool Try(string ensemble, ProcessInfo process) =>
            SessionFixture.Identity().TryDiscover(new Introduction(ensemble, process, IntroductionKind.Info).ToMessage(), out _);
    }
}
