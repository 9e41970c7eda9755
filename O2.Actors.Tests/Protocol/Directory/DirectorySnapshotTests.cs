using O2.Protocol;
using static O2.Actors.Tests.Protocol.Directory.DirectoryFixture;

namespace O2.Actors.Tests.Protocol.Directory;

public class DirectorySnapshotTests
{
    [Fact]
    public void Snapshot_does_not_change_with_the_directory()
    {
        DirectoryFixture o2 = new(High);
        DirectorySnapshot before = o2.Directory.Snapshot;
        o2.OfferOwn("synth");
        o2.Directory.TryRemoveProcess(High);

        Assert.False(before.TryGetService("synth", out _));
        Assert.True(before.TryGetProcess(High, out _));
        Assert.True(o2.Directory.Snapshot.TryGetService("synth", out _));
        Assert.True(o2.Directory.Snapshot.Version > before.Version);
    }

    [Fact]
    public void Snapshot_is_the_same_object_until_something_changes()
    {
        DirectoryFixture o2 = new();
        DirectorySnapshot first = o2.Directory.Snapshot;

        Assert.Same(first, o2.Directory.Snapshot);
        o2.Directory.TryRemove("unknown");
        Assert.Same(first, o2.Directory.Snapshot);
        o2.OfferOwn("synth");
        Assert.NotSame(first, o2.Directory.Snapshot);
    }

    [Fact]
    public void Own_name_leads_to_the_process_itself()
    {
        DirectoryFixture o2 = new();

        Assert.Same(o2.Entry(ServiceName.Process), o2.Entry(Self.Text));
        Assert.DoesNotContain(o2.Directory.Snapshot.List(), row => row.Service == Self.Text);
    }

    [Fact]
    public void List_has_the_active_provider_and_the_taps_of_each_service()
    {
        DirectoryFixture o2 = new(High);
        o2.OfferOwn("mine");
        o2.Offer(High, "theirs", ";a:1;");
        o2.Offer(High, "mine");
        o2.Directory.TryTap("theirs", "mine", TapSendMode.Keep);
        o2.Directory.Apply(High, [new(AnnouncedChange.TapAdded, "theirs", "mine", TapSendMode.Reliable)]);

        ServiceProperties none = ServiceProperties.Empty;
        Assert.Equal(
            [
                new(High.Text, ServiceStatus.Remote, High.Text, null, none),
                new("_o2", ServiceStatus.Local, "_o2", null, none),
                new("mine", ServiceStatus.Local, "_o2", null, none),
                new("mine", ServiceStatus.Tap, High.Text, "theirs", null),
                new("theirs", ServiceStatus.Remote, High.Text, null, ServiceProperties.FromWire(";a:1;")),
                new("theirs", ServiceStatus.Tap, Self.Text, "mine", null),
            ],
            o2.Directory.Snapshot.List());
    }

    [Fact]
    public void D3_51_Provider_reached_by_MQTT_is_listed_as_remote_with_its_process_name()
    {
        DirectoryFixture o2 = new();
        o2.Directory.TryAddProcess(InfoOf(High), ProcessLink.Relay);
        o2.Offer(High, "far");

        Assert.Contains(new ServiceListing("far", ServiceStatus.Remote, High.Text, null, ServiceProperties.Empty), o2.Directory.Snapshot.List());
        Assert.Equal(ProcessLink.Relay, o2.Directory.Snapshot.Processes.Single().Via);
    }

    [Fact]
    public void D3_52_Service_reached_by_MQTT_is_not_announced_as_our_own()
    {
        DirectoryFixture o2 = new();
        o2.Directory.TryAddProcess(InfoOf(High), ProcessLink.Relay);
        o2.Offer(High, "far");

        Assert.Empty(o2.Announcements());
        Assert.Empty(o2.Directory.Snapshot.CreateFullList());
    }

    [Fact]
    public void Full_list_has_own_services_and_own_taps_only()
    {
        DirectoryFixture o2 = new(High);
        o2.OfferOwn("a");
        o2.OfferOwn("_cs");
        o2.Directory.TryAdd("slider", ProviderKind.Bridge, isSynchronized: false);
        o2.Directory.TrySetProperty("a", "style", "rock");
        o2.Offer(High, "theirs");
        o2.Directory.TryTap("theirs", "a", TapSendMode.BestEffort);
        o2.Directory.Apply(High, [new(AnnouncedChange.TapAdded, "theirs", "a")]);

        Assert.Equal(
            [
                new(AnnouncedChange.ServiceOffered, "a", ";style:rock;"),
                new(AnnouncedChange.ServiceOffered, "_cs", ";"),
                new(AnnouncedChange.ServiceOffered, "slider", ";"),
                new(AnnouncedChange.TapAdded, "a", "theirs", TapSendMode.BestEffort),
            ],
            o2.Directory.Snapshot.CreateFullList());
    }

    [Fact]
    public void Gone_list_has_what_was_told_earlier_and_is_not_true_any_more()
    {
        DirectoryFixture o2 = new(High);
        o2.OfferOwn("a");
        o2.OfferOwn("b");
        o2.Offer(High, "theirs");
        o2.Directory.TryTap("theirs", "a", TapSendMode.BestEffort);
        o2.Directory.TryTap("theirs", "b", TapSendMode.BestEffort);
        DirectorySnapshot earlier = o2.Directory.Snapshot;
        o2.Directory.TryRemove("b");
        o2.OfferOwn("c");
        o2.Directory.TrySetProperty("a", "style", "rock");
        o2.Directory.TryUntap("theirs", "a");
        o2.Directory.TryTap("theirs", "b", TapSendMode.Reliable);

        Assert.Equal([AnnouncedGroup.Gone("b"), new(AnnouncedChange.TapRemoved, "a", "theirs")], o2.Directory.Snapshot.CreateGoneList(earlier));
        Assert.Empty(o2.Directory.Snapshot.CreateGoneList(o2.Directory.Snapshot));
        Assert.Empty(o2.Directory.Snapshot.CreateGoneList(DirectorySnapshot.Empty));
    }

    [Fact]
    public void Lookup_allocates_nothing()
    {
        DirectoryFixture o2 = new(High);
        o2.Offer(High, "synth");
        DirectorySnapshot snapshot = o2.Directory.Snapshot;
        string own = new(Self.Text);
        Allocations.AreNone(Look);

        void Look()
        {
            if (!snapshot.TryGetService("synth", out ServiceEntry? entry) || entry.Active is null || entry.ProviderOf(High) is null
                || !snapshot.TryGetService(own, out _) || snapshot.TryGetService("unknown", out _) || snapshot.Status("synth") != ServiceStatus.RemoteNoTime)
            {
                throw new InvalidOperationException("The directory lost an entry.");
            }
        }
    }
}
