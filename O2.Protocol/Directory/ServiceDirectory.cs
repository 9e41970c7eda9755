using System.Diagnostics.CodeAnalysis;

namespace O2.Protocol;

/// <summary>The service directory of a process: who offers and who taps what, in the whole ensemble.</summary>
/// <remarks>
/// <para>The only writer; readers on other threads use <see cref="Snapshot"/>. Thread-safe: no.</para>
/// <para>Commands change the directory at once. What follows from them is drained afterwards: a new <see cref="Snapshot"/> for the readers,
/// then the events of <see cref="TryDequeueEvent"/> in their order, then the groups of <see cref="TakeAnnouncements"/>, which every connected
/// process has to be told by <c>!_o2/sv</c>. A process that connects gets <see cref="DirectorySnapshot.CreateFullList"/> first and all groups taken after that.</para>
/// <para>Which provider is active is decided by <see cref="ProviderOrder"/>. Events come in the order of the reference, with one difference:
/// whoever was reported as joined is also reported as gone. Source: O2 2.0, services, taps, <c>!_o2/si</c>.</para>
/// </remarks>
public sealed partial class ServiceDirectory
{
    private readonly Dictionary<string, ServiceEntry> _services = [];
    private readonly Queue<ServiceStatusChanged> _events = new();
    private List<AnnouncedGroup> _announcements = [];
    private DirectorySnapshot? _snapshot;
    private long _version;

    /// <summary>Makes a directory that knows only the process itself, as service <c>_o2</c>.</summary>
    /// <param name="endpoint">The library's own handle for messages to this process.</param>
    public ServiceDirectory(object? endpoint = null)
    {
        ServiceProvider self = new() { Kind = ProviderKind.Local, Endpoint = endpoint, IsSynchronized = true };
        _services.Add(ServiceName.Process, new ServiceEntry(ServiceName.Process, [self], []));
    }

    /// <summary>The name of this process; null until <see cref="SetOwnName"/>.</summary>
    public ProcessName? OwnName { get; private set; }

    /// <summary>Whether this process has global time.</summary>
    public bool IsSynchronized { get; private set; }

    /// <summary>The directory as it is now, for readers on any thread. The same object until something changes; making one copies the tables.</summary>
    public DirectorySnapshot Snapshot =>
        _snapshot ??= new DirectorySnapshot(++_version, OwnName, IsSynchronized, new(_services), new(_processes));

    /// <summary>Takes the oldest event that has not been taken yet.</summary>
    /// <param name="change">The event.</param>
    /// <returns>False when there is none.</returns>
    public bool TryDequeueEvent([NotNullWhen(true)] out ServiceStatusChanged? change) => _events.TryDequeue(out change);

    /// <summary>Takes what the connected processes have to be told.</summary>
    /// <returns>The groups since the last call, in their order; empty when there are none.</returns>
    public IReadOnlyList<AnnouncedGroup> TakeAnnouncements()
    {
        if (_announcements.Count == 0)
            return [];

        List<AnnouncedGroup> taken = _announcements;
        _announcements = [];
        return taken;
    }

    /// <summary>Sets the name of this process, once its addresses are known or have changed.</summary>
    /// <param name="name">The name.</param>
    public void SetOwnName(ProcessName name)
    {
        OwnName = name;
        Touch();
    }

    /// <summary>Offers a service of this process.</summary>
    /// <param name="service">The service name. What users may choose is narrower (<see cref="ServiceName.Validate"/>): this method takes <c>_cs</c> and whatever bridge clients bring.</param>
    /// <param name="kind">Where its messages go: here, to a bridge client, or to OSC.</param>
    /// <param name="endpoint">The library's own handle for reaching it.</param>
    /// <param name="properties">What it advertises; null for nothing.</param>
    /// <param name="isSynchronized">For a bridge client: whether it has global time.</param>
    /// <returns>False when this process offers the service already; then nothing changes.</returns>
    /// <exception cref="ArgumentException">The name cannot name a service, or the kind is <see cref="ProviderKind.Remote"/>.</exception>
    public bool TryAdd(string service, ProviderKind kind, object? endpoint = null, ServiceProperties? properties = null, bool isSynchronized = true)
    {
        if (kind == ProviderKind.Remote)
            throw new ArgumentException("Services of other processes come by announcements.", nameof(kind));

        if (!ServiceName.IsAnnounceable(service))
            throw new ArgumentException($"'{service}' cannot name a service: it is empty, too long, contains '/', or stands for a process.", nameof(service));

        ServiceEntry entry = GetOrEmpty(service);
        if (entry.Own is not null)
            return false;

        ServiceProvider provider = new()
        {
            Kind = kind,
            Endpoint = endpoint,
            Properties = properties ?? ServiceProperties.Empty,
            IsSynchronized = kind != ProviderKind.Bridge || isSynchronized,
        };
        AddProvider(entry, provider);
        _announcements.Add(AnnouncedGroup.NewService(service, provider.Properties));
        return true;
    }

    /// <summary>Withdraws a service of this process, and the taps of which it is the tapper.</summary>
    /// <param name="service">The service name.</param>
    /// <returns>False when this process does not offer it.</returns>
    public bool TryRemove(string service)
    {
        if (service == ServiceName.Process || !_services.TryGetValue(service, out ServiceEntry? entry) || entry.Own is not { } own)
            return false;

        RemoveProvider(entry, own);
        return true;
    }

    /// <summary>Replaces the properties of a service of this process.</summary>
    /// <param name="service">The service name.</param>
    /// <param name="properties">The new properties. Nothing is announced when they are the very object that is there already.</param>
    /// <returns>False when this process does not offer the service.</returns>
    public bool TrySetProperties(string service, ServiceProperties properties)
    {
        if (service == ServiceName.Process || !_services.TryGetValue(service, out ServiceEntry? entry) || entry.Own is not { } own)
            return false;

        if (!ReferenceEquals(own.Properties, properties))
        {
            ServiceProvider changed = own with { Properties = properties };
            Put(entry.With(entry.Providers.Replace(own, changed)));
            _announcements.Add(AnnouncedGroup.Offered(service, properties));
            if (ReferenceEquals(entry.Active, own))
                Report(service, changed.Status(IsSynchronized), OwnText, properties);
        }

        return true;
    }

    /// <summary>Sets one property of a service of this process.</summary>
    /// <param name="service">The service name.</param>
    /// <param name="attribute">The attribute name.</param>
    /// <param name="value">The value.</param>
    /// <returns>False, and nothing changes, when this process does not offer the service or the properties would exceed <see cref="ServiceProperties.MaxBytes"/>.</returns>
    /// <exception cref="ArgumentException">The attribute name or the value is not allowed.</exception>
    public bool TrySetProperty(string service, string attribute, string value)
    {
        ServiceProperties properties = GetOrEmpty(service).Own?.Properties ?? ServiceProperties.Empty;
        return properties.TrySet(attribute, value, out ServiceProperties changed) && TrySetProperties(service, changed);
    }

    /// <summary>Takes one property of a service of this process away. Nothing is announced when it was not set.</summary>
    /// <param name="service">The service name.</param>
    /// <param name="attribute">The attribute name.</param>
    /// <returns>False when this process does not offer the service.</returns>
    public bool TryRemoveProperty(string service, string attribute) =>
        GetOrEmpty(service).Own is { } own && TrySetProperties(service, own.Properties.Remove(attribute));

    /// <summary>Notes that this process got global time; it is never lost again. A second call does nothing.</summary>
    public void BecomeSynchronized()
    {
        if (IsSynchronized)
            return;

        IsSynchronized = true;
        Touch();
        ServiceEntry[] entries = SortedEntries();
        ReportActive(entries, static provider => provider is { IsOwn: false, IsSynchronized: true });
        ReportActive(entries, static provider => provider is { IsOwn: true, IsSynchronized: true });
    }

    /// <summary>Notes that a bridge client got global time.</summary>
    /// <param name="endpoint">The handle of the client that was given to <see cref="TryAdd"/>.</param>
    public void MarkSynchronized(object endpoint) => MarkProviders(entry => ReferenceEquals(entry.Own?.Endpoint, endpoint) ? entry.Own : null);

    private string OwnText => OwnName?.Text ?? ServiceName.Process;

    private void AddProvider(ServiceEntry entry, ServiceProvider provider)
    {
        ServiceEntry changed = entry.With(ProviderOrder.Add(entry.Providers, provider, OwnName));
        Put(changed);
        if (ReferenceEquals(changed.Active, provider))
            Report(entry.Name, provider);
    }

    private void RemoveProvider(ServiceEntry entry, ServiceProvider provider)
    {
        ServiceEntry changed = entry.With(ProviderOrder.RemoveAt(entry.Providers, entry.Providers.IndexOf(provider)));
        Put(changed);
        Report(entry.Name, ServiceStatus.Unknown, provider.IsOwn ? OwnText : provider.ProcessText, ServiceProperties.Empty);
        if (changed.Active is { } active)
            Report(entry.Name, active);

        if (provider.IsOwn)
            _announcements.Add(AnnouncedGroup.Gone(entry.Name));

        RemoveTapsOf(entry.Name, provider.Process);
    }

    private void MarkProviders(Func<ServiceEntry, ServiceProvider?> find)
    {
        foreach (ServiceEntry entry in SortedEntries())
        {
            if (find(entry) is not { IsSynchronized: false } provider)
                continue;

            ServiceProvider marked = provider with { IsSynchronized = true };
            Put(entry.With(entry.Providers.Replace(provider, marked)));
            if (IsSynchronized && ReferenceEquals(entry.Active, provider))
                Report(entry.Name, marked);
        }
    }

    private ServiceEntry GetOrEmpty(string service) =>
        _services.TryGetValue(service, out ServiceEntry? entry) ? entry : new ServiceEntry(service, [], []);

    private void Put(ServiceEntry entry)
    {
        if (entry.Providers.IsEmpty && entry.Taps.IsEmpty)
            _services.Remove(entry.Name);
        else
            _services[entry.Name] = entry;

        Touch();
    }

    private void Touch() => _snapshot = null;

    /// <summary>The entries in the order in which events about several services are reported.</summary>
    private ServiceEntry[] SortedEntries()
    {
        ServiceEntry[] entries = [.. _services.Values];
        Array.Sort(entries, static (a, b) => string.CompareOrdinal(a.Name, b.Name));
        return entries;
    }

    private void ReportActive(ServiceEntry[] entries, Func<ServiceProvider, bool> isMeant)
    {
        foreach (ServiceEntry entry in entries)
        {
            if (entry.Active is { } active && isMeant(active))
                Report(entry.Name, active);
        }
    }

    private void Report(string service, ServiceProvider active) =>
        Report(service, active.Status(IsSynchronized), active.ProcessText, active.Properties);

    private void Report(string service, ServiceStatus status, string process, ServiceProperties properties) =>
        _events.Enqueue(new ServiceStatusChanged(service, status, process, properties));
}
