using O2.Protocol;
using static O2.Actors.Tests.Protocol.Directory.DirectoryFixture;

namespace O2.Actors.Tests.Protocol.Directory;

/// <summary>What global time changes in the directory.</summary>
public class ServiceDirectoryClockTests
{
    [Fact]
    public void Getting_global_time_reports_synchronized_remotes_first_and_then_own_services()
    {
        DirectoryFixture o2 = new(Low, High);
        o2.OfferOwn("mine");
        o2.Offer(High, "theirs", ";a:1;");
        o2.Offer(Low, "unsynced");
        o2.Directory.MarkSynchronized(High);
        o2.Events();

        o2.Directory.BecomeSynchronized();
        Assert.Equal([$"{High} 5 {High} \"\"", $"theirs 5 {High} \"a:1;\"", "_o2 4 _o2 \"\"", "mine 4 _o2 \"\""], o2.Events());

        o2.Directory.BecomeSynchronized();
        Assert.Empty(o2.Events());
        Assert.Equal(ServiceStatus.RemoteNoTime, o2.Directory.Snapshot.Status("unsynced"));
    }

    [Fact]
    public void Synchronized_peer_reports_what_is_active_there_once()
    {
        DirectoryFixture o2 = new(Low, High);
        o2.Directory.BecomeSynchronized();
        o2.Offer(Low, "low");
        o2.Offer(Low, "dup");
        o2.Offer(High, "dup");
        o2.Events();

        o2.Directory.MarkSynchronized(Low);
        o2.Directory.MarkSynchronized(Low);

        Assert.Equal([$"{Low} 5 {Low} \"\"", $"low 5 {Low} \"\""], o2.Events());
        o2.Offer(Low, "later");
        Assert.Equal([$"later 5 {Low} \"\""], o2.Events());
    }

    [Fact]
    public void Bridge_client_has_status_of_its_own_clock()
    {
        DirectoryFixture o2 = new();
        object client = new();
        o2.Directory.TryAdd("slider", ProviderKind.Bridge, client, isSynchronized: false);
        o2.Directory.TryAdd("printer", ProviderKind.Osc);
        Assert.Equal(["slider 2 _o2 \"\"", "printer 3 _o2 \"\""], o2.Events());

        o2.Directory.BecomeSynchronized();
        Assert.Equal(["_o2 4 _o2 \"\"", "printer 7 _o2 \"\""], o2.Events());

        o2.Directory.MarkSynchronized(client);
        Assert.Equal(["slider 6 _o2 \"\""], o2.Events());
    }

    [Fact]
    public void D3_71_Synchronization_of_an_unknown_process_changes_nothing()
    {
        DirectoryFixture o2 = new(High);
        DirectorySnapshot before = o2.Directory.Snapshot;

        o2.Directory.MarkSynchronized(Low);
        o2.Directory.MarkSynchronized(Self);

        Assert.Same(before, o2.Directory.Snapshot);
    }
}
