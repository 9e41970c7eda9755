using O2.Actors.Tests.Protocol.Directory;
using O2.Actors.Tests.Transcripts;
using O2.Actors.Tests.Vectors;
using O2.Protocol;
using static O2.Actors.Tests.Protocol.Directory.DirectoryFixture;

namespace O2.Actors.Tests.Protocol.Taps;

public class TapRulesTests
{
    private static readonly MessageFlags Original = MessageFlags.Reliable;

    [Fact]
    public void Copies_have_the_bytes_of_the_golden_transcript()
    {
        DirectoryFixture o2 = new(High);
        o2.OfferOwn("tappee");
        o2.Offer(High, "tapper");
        IReadOnlyList<TranscriptPacket> packets = Transcript.Load("taps");
        TranscriptPacket[] originals = [.. packets.Where(packet => packet.From == "b" && packet.Address.StartsWith("!tappee/", StringComparison.Ordinal))];
        TranscriptPacket[] copies = [.. packets.Where(packet => packet.From == "a" && packet.Address.StartsWith("!tapper/", StringComparison.Ordinal))];
        Assert.Equal((6, 6), (originals.Length, copies.Length));

        for (int i = 0; i < originals.Length; i++)
        {
            TapSendMode mode = (TapSendMode)(i / 2);
            o2.Directory.Apply(High, [AnnouncedGroup.TapAdded(new Tap("tappee", "tapper", High, mode))]);

            TapCopy copy = Assert.Single(Copies(o2, "tappee", Wire.Decode(originals[i].Body)));

            Assert.Equal(copies[i].IsTcp, copy.Message.Flags.IsReliable);
            Assert.Equal(copies[i].Bytes, copies[i].IsTcp ? Wire.EncodeTcp(copy.Message) : Wire.EncodeUdp(copy.Message));
            o2.Directory.Apply(High, [AnnouncedGroup.TapRemoved(new Tap("tappee", "tapper", High, mode))]);
        }
    }

    [Theory]
    [InlineData(TapSendMode.Keep, 0u, 0x102u)]
    [InlineData(TapSendMode.Keep, 1u, 0x103u)]
    [InlineData(TapSendMode.Reliable, 0u, 0x103u)]
    [InlineData(TapSendMode.Reliable, 1u, 0x103u)]
    [InlineData(TapSendMode.BestEffort, 0u, 0x102u)]
    [InlineData(TapSendMode.BestEffort, 1u, 0x102u)]
    [InlineData(TapSendMode.Keep, 0x203u, 0x303u)]
    [InlineData(TapSendMode.BestEffort, 0x203u, 0x302u)]
    public void Flags_of_a_copy_follow_the_mode_and_count_the_hop(TapSendMode mode, uint flags, uint copy) =>
        Assert.Equal(copy, TapRules.FlagsOfCopy(new MessageFlags(flags), mode).Bits);

    [Theory]
    [InlineData(0u, true)]
    [InlineData(0x203u, true)]
    [InlineData(0x303u, false)]
    [InlineData(0xffffff03u, false)]
    public void Message_with_three_hops_is_not_copied_again(uint flags, bool copied) =>
        Assert.Equal(copied, TapRules.MayBeCopied(new MessageFlags(flags)));

    [Fact]
    public void Self_tap_gives_four_deliveries()
    {
        DirectoryFixture o2 = new();
        o2.OfferOwn("s");
        o2.Directory.TryTap("s", "s", TapSendMode.Keep);

        List<uint> deliveries = [];
        O2Message? message = Message("/s/x", MessageFlags.BestEffort);
        while (message is not null)
        {
            deliveries.Add(message.Flags.Bits);
            message = Copies(o2, "s", message).SingleOrDefault().Message;
        }

        Assert.Equal([0u, 0x102u, 0x202u, 0x302u], deliveries);
    }

    [Fact]
    public void Two_services_that_tap_each_other_stop_after_three_hops()
    {
        DirectoryFixture o2 = new();
        o2.OfferOwn("s1");
        o2.OfferOwn("s2");
        o2.Directory.TryTap("s1", "s2", TapSendMode.Keep);
        o2.Directory.TryTap("s2", "s1", TapSendMode.Keep);

        List<string> deliveries = [];
        O2Message? message = Message("!s1/x", Original);
        while (message is not null)
        {
            deliveries.Add($"{message.Address} {message.Flags.Bits:x}");
            message = Copies(o2, message.Address.Service, message).SingleOrDefault().Message;
        }

        Assert.Equal(["!s1/x 1", "!s2/x 103", "!s1/x 203", "!s2/x 303"], deliveries);
    }

    [Fact]
    public void Copy_keeps_first_character_path_time_types_and_arguments()
    {
        DirectoryFixture o2 = new();
        o2.OfferOwn("tapper");
        o2.Directory.TryTap("tappee", "tapper", TapSendMode.Keep);
        O2Message message = O2Message.Create("/tappee/a/b*", new GlobalTime(12.5), reliable: true, 7, "text", 0.5);

        O2Message copy = Copies(o2, "tappee", message).Single().Message;

        Expect.SameMessage(message.With(O2Address.Parse("/tapper/a/b*"), flags: new MessageFlags(0x103)), copy);
        Assert.Equal("!tapper", Copies(o2, "tappee", Message("!tappee", Original)).Single().Message.Address.Text);
    }

    [Fact]
    public void R3_55_Copy_is_made_only_for_an_owner_that_offers_the_tapper()
    {
        DirectoryFixture o2 = new(Low, High);
        o2.OfferOwn("tappee");
        foreach (ProcessName owner in new[] { Low, High })
            o2.Directory.Apply(owner, [new(AnnouncedChange.TapAdded, "tapper", "tappee")]);

        Assert.Empty(Copies(o2, "tappee", Message("!tappee/x", Original)));

        o2.Offer(High, "tapper");
        Assert.Equal([High], Copies(o2, "tappee", Message("!tappee/x", Original)).Select(copy => copy.Receiver.Process));

        o2.OfferOwn("tapper");
        Assert.Equal([High], Copies(o2, "tappee", Message("!tappee/x", Original)).Select(copy => copy.Receiver.Process));
    }

    [Fact]
    public void Copy_goes_to_the_owner_of_the_tap_whoever_is_active()
    {
        DirectoryFixture o2 = new(Low, High);
        o2.OfferOwn("tappee");
        o2.Offer(High, "tapper");
        o2.Offer(Low, "tapper");
        o2.Directory.Apply(Low, [new(AnnouncedChange.TapAdded, "tapper", "tappee")]);
        Assert.Equal(High.Text, o2.Active("tapper"));

        Assert.Equal(Low.Text, Copies(o2, "tappee", Message("!tappee/x", Original)).Single().Receiver.Endpoint);
    }

    [Fact]
    public void Every_tap_gets_its_own_copy()
    {
        DirectoryFixture o2 = new(High);
        o2.OfferOwn("spy1");
        o2.OfferOwn("spy2");
        o2.Directory.TryTap("tappee", "spy1", TapSendMode.BestEffort);
        o2.Directory.TryTap("tappee", "missing", TapSendMode.Keep);
        o2.Directory.TryTap("tappee", "spy2", TapSendMode.Keep);

        Assert.Equal(
            ["!spy1/x 102", "!spy2/x 103"],
            Copies(o2, "tappee", Message("!tappee/x", Original)).Select(copy => $"{copy.Message.Address} {copy.Message.Flags.Bits:x}"));
    }

    [Fact]
    public void Bundles_are_not_tapped()
    {
        DirectoryFixture o2 = new();
        o2.OfferOwn("tapper");
        o2.Directory.TryTap("tappee", "tapper", TapSendMode.Keep);
        O2Message bundle = O2Message.CreateBundle("tappee", GlobalTime.Immediately, reliable: true, Message("!tappee/x", Original));

        Assert.Empty(Copies(o2, "tappee", bundle));
    }

    [Fact]
    public void Message_of_a_service_without_taps_costs_no_allocation()
    {
        DirectoryFixture o2 = new();
        o2.OfferOwn("s");
        DirectorySnapshot directory = o2.Directory.Snapshot;
        ServiceEntry entry = o2.Entry("s");
        O2Message message = Message("!s/x", Original);

        Allocations.AreNone(() =>
        {
            foreach (TapCopy copy in TapRules.CopiesOf(message, entry, directory))
                Assert.Fail($"There is no tap for {copy.Message}.");
        });
    }

    private static O2Message Message(string address, MessageFlags flags) => O2Message.Create(O2Address.Parse(address), GlobalTime.Immediately, flags, 1);

    private static List<TapCopy> Copies(DirectoryFixture o2, string tappee, O2Message message)
    {
        List<TapCopy> copies = [];
        if (o2.Directory.Snapshot.TryGetService(tappee, out ServiceEntry? entry))
        {
            foreach (TapCopy copy in TapRules.CopiesOf(message, entry, o2.Directory.Snapshot))
                copies.Add(copy);
        }

        return copies;
    }
}
