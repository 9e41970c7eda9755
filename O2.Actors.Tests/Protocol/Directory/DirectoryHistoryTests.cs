using O2.Protocol;
using static O2.Actors.Tests.Protocol.Directory.DirectoryFixture;

namespace O2.Actors.Tests.Protocol.Directory;

/// <summary>Random histories of a directory. The seed stands in the name of a failed case.</summary>
public class DirectoryHistoryTests
{
    private static readonly ProcessName[] Others = [Lowest, Low, High, Highest];
    private static readonly string[] Services = ["a", "b", "c", "_cs"];

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 25)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Events_alone_tell_the_status_of_every_service(int seed)
    {
        Random random = new(seed);
        DirectoryFixture o2 = new();
        Dictionary<string, ServiceStatus> told = new() { [ServiceName.Process] = ServiceStatus.LocalNoTime };
        for (int step = 0; step < 400; step++)
        {
            Change(o2.Directory, random);
            while (o2.Directory.TryDequeueEvent(out ServiceStatusChanged? change))
                told[change.Service] = change.Status;

            foreach (string service in told.Keys.Concat(o2.Directory.Snapshot.Services.Select(entry => entry.Name)))
                Assert.Equal(o2.Directory.Snapshot.Status(service), told.GetValueOrDefault(service, ServiceStatus.Unknown));
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Announcements_keep_the_copy_of_a_peer_true(int seed)
    {
        Random random = new(seed);
        DirectoryFixture o2 = new();
        for (int step = 0; step < 50; step++)
            Change(o2.Directory, random);

        ServiceDirectory peer = new();
        peer.SetOwnName(ProcessName.Parse("@00000000:0a4d0009:0001"));
        o2.Announcements();
        peer.TryAddProcess(InfoOf(Self), ProcessLink.Direct);
        Assert.Equal(0, peer.Apply(Self, o2.Directory.Snapshot.CreateFullList()));
        for (int step = 0; step < 400; step++)
        {
            Change(o2.Directory, random);
            Assert.Equal(0, peer.Apply(Self, o2.Directory.TakeAnnouncements()));

            Assert.Equal(Describe(o2.Directory.Snapshot, owner: null), Describe(peer.Snapshot, owner: Self));
        }
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Directory_is_empty_when_all_have_left(int seed)
    {
        Random random = new(seed);
        DirectoryFixture o2 = new();
        for (int step = 0; step < 300; step++)
        {
            Change(o2.Directory, random);
            foreach (ServiceEntry entry in o2.Directory.Snapshot.Services)
            {
                Assert.False(entry.Providers.IsEmpty && entry.Taps.IsEmpty);
                Assert.Equal(entry.Providers.Length, entry.Providers.DistinctBy(provider => provider.ProcessText).Count());
                Assert.Equal(entry.Taps.Length, entry.Taps.DistinctBy(tap => (tap.Tapper, tap.Owner)).Count());
                Assert.Equal(entry.Providers.SingleOrDefault(provider => provider.IsOwn), entry.Own);
            }
        }

        foreach (ProcessName other in Others)
            o2.Directory.TryRemoveProcess(other);

        foreach (string service in Services)
            o2.Directory.TryRemove(service);

        foreach (string tappee in Services)
        {
            foreach (string tapper in Services)
                o2.Directory.TryUntap(tappee, tapper);
        }

        Assert.Equal([ServiceName.Process], o2.Directory.Snapshot.Services.Select(entry => entry.Name));
    }

    private static void Change(ServiceDirectory directory, Random random)
    {
        ProcessName other = Others[random.Next(Others.Length)];
        string service = Services[random.Next(Services.Length)], tapper = Services[random.Next(Services.Length)];
        switch (random.Next(16))
        {
            case 0 or 1:
                directory.TryAddProcess(InfoOf(other), ProcessLink.Direct);
                break;
            case 2 when random.Next(3) == 0:
                directory.TryRemoveProcess(other);
                break;
            case 3:
                directory.MarkSynchronized(other);
                break;
            case 4 when random.Next(20) == 0:
                directory.BecomeSynchronized();
                break;
            case 5 or 6:
                directory.Apply(other, [AnnouncedGroup.Offered(service, ServiceProperties.FromWire($";n:{random.Next(3)};"))]);
                break;
            case 7:
                directory.Apply(other, [AnnouncedGroup.Gone(service)]);
                break;
            case 8:
                directory.Apply(other, [AnnouncedGroup.TapAdded(new Tap(service, tapper, other, TapSendMode.Reliable))]);
                break;
            case 9:
                directory.Apply(other, [AnnouncedGroup.TapRemoved(new Tap(service, tapper, other, TapSendMode.Keep))]);
                break;
            case 10 or 11:
                directory.TryAdd(service, random.Next(2) == 0 ? ProviderKind.Local : ProviderKind.Osc, properties: ServiceProperties.FromWire($";n:{random.Next(3)};"));
                break;
            case 12:
                directory.TryRemove(service);
                break;
            case 13:
                directory.TryTap(service, tapper, (TapSendMode)random.Next(3));
                break;
            case 14:
                directory.TryUntap(service, tapper);
                break;
            case 15:
                directory.TrySetProperty(service, "n", random.Next(3).ToString());
                break;
        }
    }

    /// <summary>What one process offers and taps, by the account of a directory.</summary>
    private static IEnumerable<string> Describe(DirectorySnapshot directory, ProcessName? owner)
    {
        IEnumerable<string> services =
            from entry in directory.Services
            where entry.Name[0] != '@' && entry.Name != ServiceName.Process && entry.ProviderOf(owner) is not null
            select $"{entry.Name} {entry.ProviderOf(owner)!.Properties}";
        IEnumerable<string> taps =
            from entry in directory.Services
            from tap in entry.Taps
            where tap.Owner == owner
            select $"{tap.Tapper} taps {tap.Tappee} {tap.Mode}";
        return services.Concat(taps).Order(StringComparer.Ordinal);
    }
}
