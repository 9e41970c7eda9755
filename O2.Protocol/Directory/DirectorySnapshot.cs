using System.Diagnostics.CodeAnalysis;

namespace O2.Protocol;

/// <summary>The service directory at one moment, for readers on any thread.</summary>
/// <remarks>Immutable. Thread-safe: yes. Lookups are one hash lookup by name and allocate nothing.</remarks>
public sealed class DirectorySnapshot
{
    /// <summary>The directory of a process that has not started: nothing is known.</summary>
    public static readonly DirectorySnapshot Empty = new(0, null, false, [], []);

    private readonly Dictionary<string, ServiceEntry> _services;
    private readonly Dictionary<ProcessName, ProcessEntry> _processes;

    internal DirectorySnapshot(
        long version,
        ProcessName? ownName,
        bool isSynchronized,
        Dictionary<string, ServiceEntry> services,
        Dictionary<ProcessName, ProcessEntry> processes)
    {
        Version = version;
        OwnName = ownName;
        IsSynchronized = isSynchronized;
        _services = services;
        _processes = processes;
    }

    /// <summary>Counts the states of the directory; a later snapshot has a higher number.</summary>
    public long Version { get; }

    /// <summary>The name of this process; null while its public address is not known yet.</summary>
    public ProcessName? OwnName { get; }

    /// <summary>Whether this process has global time.</summary>
    public bool IsSynchronized { get; }

    /// <summary>All services and tapped names: <c>_o2</c>, <c>_cs</c> and connected processes included, in no special order.</summary>
    public IReadOnlyCollection<ServiceEntry> Services => _services.Values;

    /// <summary>The other processes that are connected with this one, in no special order.</summary>
    public IReadOnlyCollection<ProcessEntry> Processes => _processes.Values;

    /// <summary>Finds a service by name. The own <c>@</c> name of this process leads to <c>_o2</c>.</summary>
    /// <param name="name">The service name, first node of an address.</param>
    /// <param name="entry">What is known about the service. It may have taps only, and no provider.</param>
    /// <returns>Whether anything is known about the name.</returns>
    public bool TryGetService(string name, [NotNullWhen(true)] out ServiceEntry? entry) =>
        _services.TryGetValue(name, out entry)
        || (name == OwnName?.Text && _services.TryGetValue(ServiceName.Process, out entry));

    /// <summary>Finds a connected process by name.</summary>
    /// <param name="name">The process name.</param>
    /// <param name="entry">What is known about the process.</param>
    /// <returns>Whether the process is connected.</returns>
    public bool TryGetProcess(ProcessName name, [NotNullWhen(true)] out ProcessEntry? entry) =>
        _processes.TryGetValue(name, out entry);

    /// <summary>Returns the status of a service: that of its active provider.</summary>
    /// <param name="service">The service name.</param>
    /// <returns><see cref="ServiceStatus.Unknown"/> when nobody offers it, else a value from 0 to 7.</returns>
    public ServiceStatus Status(string service) =>
        TryGetService(service, out ServiceEntry? entry) && entry.Active is { } active
            ? active.Status(IsSynchronized)
            : ServiceStatus.Unknown;

    /// <summary>Lists the active provider and the taps of every service, sorted by name.</summary>
    /// <returns>A new list.</returns>
    public IReadOnlyList<ServiceListing> List()
    {
        List<ServiceEntry> entries = [.. _services.Values];
        entries.Sort(static (a, b) => string.CompareOrdinal(a.Name, b.Name));
        List<ServiceListing> rows = new(entries.Count);
        foreach (ServiceEntry entry in entries)
        {
            if (entry.Active is { } active)
                rows.Add(new(entry.Name, ServiceStatus.Local + (int)active.Kind, active.ProcessText, null, active.Properties));

            foreach (Tap tap in entry.Taps)
                rows.Add(new(entry.Name, ServiceStatus.Tap, (tap.Owner ?? OwnName)?.Text ?? "local", tap.Tapper, null));
        }

        return rows;
    }

    /// <summary>Lists what this process tells another one right after the introduction: its own services and its own taps.</summary>
    /// <returns>A new list; empty when there is nothing to tell (an empty announcement is sent all the same).</returns>
    public IReadOnlyList<AnnouncedGroup> CreateFullList()
    {
        List<AnnouncedGroup> groups = [];
        foreach (ServiceEntry entry in _services.Values)
        {
            if (entry.Own is { } own && entry.Name != ServiceName.Process)
                groups.Add(AnnouncedGroup.Offered(entry.Name, own.Properties));

            foreach (Tap tap in entry.Taps)
            {
                if (tap.Owner is null)
                    groups.Add(AnnouncedGroup.TapAdded(tap));
            }
        }

        return groups;
    }

    /// <summary>Lists what this process no longer offers or taps.</summary>
    /// <param name="earlier">The directory at an earlier moment.</param>
    /// <returns>A new list: what <see cref="CreateFullList"/> told then and does not now, as gone.</returns>
    public IReadOnlyList<AnnouncedGroup> CreateGoneList(DirectorySnapshot earlier)
    {
        IReadOnlyList<AnnouncedGroup> before = earlier.CreateFullList();
        if (before.Count == 0)
            return before;

        HashSet<(string, string?)> now = [];
        foreach (AnnouncedGroup group in CreateFullList())
            now.Add(KeyOf(group));
        List<AnnouncedGroup> gone = [];
        foreach (AnnouncedGroup group in before)
        {
            if (!now.Contains(KeyOf(group)))
                gone.Add(group.Change == AnnouncedChange.TapAdded ? new(AnnouncedChange.TapRemoved, group.Service, group.Text) : AnnouncedGroup.Gone(group.Service));
        }

        return gone;
    }

    /// <summary>What a group is about: the tapper and the tappee, or the service and nothing.</summary>
    private static (string Service, string? Tappee) KeyOf(AnnouncedGroup group) => (group.Service, group.Change == AnnouncedChange.TapAdded ? group.Text : null);
}
