using O2.Protocol;
using static O2.Actors.Tests.Protocol.Directory.DirectoryFixture;

namespace O2.Actors.Tests.Protocol.Directory;

public class DeliveryRulesTests
{
    public static TheoryData<MessageOrigin> GoOn => [MessageOrigin.Local, MessageOrigin.Bridge, MessageOrigin.Bundle, MessageOrigin.Withdrawn];

    public static TheoryData<MessageOrigin> StopHere => [MessageOrigin.Process, MessageOrigin.Datagram, MessageOrigin.Broker];

    [Theory]
    [MemberData(nameof(GoOn))]
    public void R3_49_Message_of_this_process_or_its_bridges_goes_to_the_active_provider(MessageOrigin origin)
    {
        DirectoryFixture o2 = new(High);
        o2.OfferOwn("mine");
        o2.Offer(High, "theirs");
        o2.Offer(High, "dup");
        o2.OfferOwn("dup");

        Expect(DeliveryKind.Deliver, null, Decide(o2, "mine", origin));
        Expect(DeliveryKind.Send, High, Decide(o2, "theirs", origin));
        Expect(DeliveryKind.Send, High, Decide(o2, "dup", origin));
        Expect(DeliveryKind.Send, High, Decide(o2, High.Text, origin));
        Expect(DeliveryKind.Deliver, null, Decide(o2, Self.Text, origin));
        Assert.Equal(new Delivery(DeliveryKind.NoService, null), Decide(o2, "unknown", origin));
    }

    [Theory]
    [MemberData(nameof(StopHere))]
    public void R3_50_Message_of_a_process_goes_to_our_own_provider_active_or_not(MessageOrigin origin)
    {
        DirectoryFixture o2 = new(High);
        o2.Offer(High, "dup");
        o2.OfferOwn("dup");
        Assert.Equal(High.Text, o2.Active("dup"));

        Expect(DeliveryKind.Deliver, null, Decide(o2, "dup", origin));
    }

    [Theory]
    [MemberData(nameof(StopHere))]
    public void R3_49_Message_of_a_process_is_never_forwarded(MessageOrigin origin)
    {
        DirectoryFixture o2 = new(Low, High);
        o2.Offer(High, "theirs");

        Assert.Equal(new Delivery(DeliveryKind.NotOurs, null), Decide(o2, "theirs", origin));
        Assert.Equal(new Delivery(DeliveryKind.NotOurs, null), Decide(o2, High.Text, origin));
        Assert.Equal(new Delivery(DeliveryKind.NoService, null), Decide(o2, "unknown", origin));
    }

    [Theory]
    [InlineData(ProviderKind.Bridge)]
    [InlineData(ProviderKind.Osc)]
    public void Bridge_clients_and_OSC_servers_are_our_own_providers(ProviderKind kind)
    {
        DirectoryFixture o2 = new();
        o2.Directory.TryAdd("slider", kind, "client");

        Assert.Equal("client", Decide(o2, "slider", MessageOrigin.Process).Provider!.Endpoint);
    }

    [Fact]
    public void D3_42_Message_for_a_service_that_we_have_freed_is_dropped()
    {
        DirectoryFixture o2 = new(High);
        o2.OfferOwn("freed");
        o2.Directory.TryRemove("freed");
        Assert.Equal(DeliveryKind.NoService, Decide(o2, "freed", MessageOrigin.Process).Kind);

        o2.Offer(High, "freed");
        Assert.Equal(DeliveryKind.NotOurs, Decide(o2, "freed", MessageOrigin.Process).Kind);
    }

    [Fact]
    public void D3_43_Message_for_a_service_that_each_of_two_believes_at_the_other_travels_once()
    {
        DirectoryFixture low = new(High), high = new(Low);
        low.Offer(High, "ghost");
        high.Offer(Low, "ghost");

        Assert.Equal(DeliveryKind.Send, Decide(low, "ghost", MessageOrigin.Local).Kind);
        Assert.Equal(DeliveryKind.NotOurs, Decide(high, "ghost", MessageOrigin.Process).Kind);
    }

    [Fact]
    public void D3_54_Tapped_message_for_a_name_without_any_entry_is_dropped() =>
        Assert.Equal(DeliveryKind.NoTapper, DeliveryRules.Decide(null, MessageOrigin.Process, MessageFlags.Reliable.NextTapHop()).Kind);

    [Fact]
    public void R3_56_Tapped_message_for_a_service_that_is_not_ours_is_dropped_as_such()
    {
        DirectoryFixture o2 = new(High);
        o2.Offer(High, "tapper");
        o2.Directory.TryTap("tapper", "other", TapSendMode.Keep);
        o2.Directory.TryTap("nobody", "other", TapSendMode.Keep);
        MessageFlags copy = MessageFlags.BestEffort.NextTapHop();

        Assert.Equal(DeliveryKind.NoTapper, Decide(o2, "tapper", MessageOrigin.Process, copy).Kind);
        Assert.Equal(DeliveryKind.NoTapper, Decide(o2, "nobody", MessageOrigin.Datagram, copy).Kind);
        o2.OfferOwn("tapper");
        Expect(DeliveryKind.Deliver, null, Decide(o2, "tapper", MessageOrigin.Process, copy));
    }

    [Fact]
    public void Name_that_is_only_tapped_is_no_service()
    {
        DirectoryFixture o2 = new();
        o2.Directory.TryTap("nobody", "tapper", TapSendMode.Keep);

        Assert.Equal(DeliveryKind.NoService, Decide(o2, "nobody", MessageOrigin.Local).Kind);
    }

    [Fact]
    public void Decision_allocates_nothing()
    {
        DirectoryFixture o2 = new(High);
        o2.Offer(High, "theirs");
        ServiceEntry entry = o2.Entry("theirs");

        Allocations.AreNone(() => Assert.True(DeliveryRules.Decide(entry, MessageOrigin.Local, MessageFlags.Reliable).Kind == DeliveryKind.Send));
    }

    private static Delivery Decide(DirectoryFixture o2, string service, MessageOrigin origin, MessageFlags flags = default)
    {
        o2.Directory.Snapshot.TryGetService(service, out ServiceEntry? entry);
        return DeliveryRules.Decide(entry, origin, flags);
    }

    private static void Expect(DeliveryKind kind, ProcessName? process, Delivery delivery)
    {
        Assert.Equal(kind, delivery.Kind);
        Assert.Equal(process, delivery.Provider!.Process);
    }
}
