using O2.Protocol;

namespace O2.Actors.Tests.Protocol.Directory;

/// <summary>A directory of process <see cref="Self"/>, with other processes below and above it in the order of names.</summary>
internal sealed class DirectoryFixture
{
    public static readonly ProcessName Lowest = ProcessName.Parse("@00000000:0a4d0001:0001");
    public static readonly ProcessName Low = ProcessName.Parse("@00000000:0a4d0001:0002");
    public static readonly ProcessName Self = ProcessName.Parse("@00000000:0a4d0002:0001");
    public static readonly ProcessName High = ProcessName.Parse("@00000000:0a4d0003:0001");
    public static readonly ProcessName Highest = ProcessName.Parse("@00000000:0a4d0004:0001");

    public DirectoryFixture(params ProcessName[] connected)
    {
        Directory.SetOwnName(Self);
        foreach (ProcessName name in connected)
            Assert.True(Directory.TryAddProcess(InfoOf(name), ProcessLink.Direct, name.Text));

        Events();
    }

    public ServiceDirectory Directory { get; } = new();

    public static ProcessInfo InfoOf(ProcessName name) => new(name, 5000, ProtocolVersion.Current);

    public void Offer(ProcessName process, string service, string properties = "") =>
        Assert.Equal(0, Directory.Apply(process, [new(AnnouncedChange.ServiceOffered, service, properties)]));

    public void Withdraw(ProcessName process, string service) =>
        Assert.Equal(0, Directory.Apply(process, [AnnouncedGroup.Gone(service)]));

    public void OfferOwn(string service) => Assert.True(Directory.TryAdd(service, ProviderKind.Local, service));

    public ServiceEntry Entry(string service)
    {
        Assert.True(Directory.Snapshot.TryGetService(service, out ServiceEntry? entry));
        return entry;
    }

    /// <summary>The process of the active provider: <c>_o2</c>, an <c>@</c> name, or null when there is none.</summary>
    public string? Active(string service) =>
        Directory.Snapshot.TryGetService(service, out ServiceEntry? entry) ? entry.Active?.ProcessText : null;

    /// <summary>Drains the events, written like the arguments of <c>!_o2/si</c>.</summary>
    public string[] Events()
    {
        List<string> events = [];
        while (Directory.TryDequeueEvent(out ServiceStatusChanged? change))
            events.Add($"{change.Service} {(int)change.Status} {change.Process} \"{change.Properties.Text}\"");

        return [.. events];
    }

    /// <summary>Drains the announcements, written like the groups of <c>!_o2/sv</c>.</summary>
    public string[] Announcements() =>
        [.. Directory.TakeAnnouncements().Select(group => $"{group.Change} {group.Service} \"{group.Text}\" {(int)group.Mode}")];
}
