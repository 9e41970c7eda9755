namespace O2.Protocol;

public sealed partial class ServiceDirectory
{
    /// <summary>How many services one other process may offer; further ones are skipped.</summary>
    public const int MaxServicesOfProcess = 16384;

    /// <summary>How many characters the properties of all services of one other process may have together; what exceeds it is skipped.</summary>
    public const int MaxPropertyCharsOfProcess = 1 << 22;

    private readonly Dictionary<ProcessName, ProcessEntry> _processes = [];
    private readonly Dictionary<ProcessName, Holdings> _holdings = [];

    /// <summary>What one other process takes up here.</summary>
    private readonly record struct Holdings(int Services, int PropertyChars)
    {
        public bool IsTooMuch => Services > MaxServicesOfProcess || PropertyChars > MaxPropertyCharsOfProcess;

        public Holdings Plus(int services, int propertyChars) => new(Services + services, PropertyChars + propertyChars);
    }

    /// <summary>Enters a process that is connected now, as a service of its own name.</summary>
    /// <param name="info">What it told about itself.</param>
    /// <param name="via">How it is reached.</param>
    /// <param name="endpoint">The library's own handle for reaching it.</param>
    /// <returns>False when it is known already, or is this process itself; then nothing changes.</returns>
    public bool TryAddProcess(ProcessInfo info, ProcessLink via, object? endpoint = null)
    {
        if (info.Name == OwnName || !_processes.TryAdd(info.Name, new ProcessEntry(info, via, endpoint, IsSynchronized: false)))
            return false;

        AddProvider(GetOrEmpty(info.Name.Text), new() { Kind = ProviderKind.Remote, Process = info.Name, Endpoint = endpoint });
        return true;
    }

    /// <summary>Removes a process that is gone, with its services and taps.</summary>
    /// <param name="name">The process.</param>
    /// <returns>False when it is not known.</returns>
    public bool TryRemoveProcess(ProcessName name)
    {
        if (!_processes.Remove(name))
            return false;

        _holdings.Remove(name);
        foreach (ServiceEntry entry in SortedEntries())
        {
            // Removing one service may remove taps of others, so the entry is looked up afresh.
            if (GetOrEmpty(entry.Name) is var current && current.ProviderOf(name) is { } provider)
                RemoveProvider(current, provider);
        }

        RemoveTapsOf(name);
        return true;
    }

    /// <summary>Notes that another process has global time (<c>!_o2/cs/cs</c>); a process that is not known is ignored.</summary>
    /// <param name="name">The process.</param>
    public void MarkSynchronized(ProcessName name)
    {
        if (_processes.TryGetValue(name, out ProcessEntry? process) && !process.IsSynchronized)
        {
            _processes[name] = process with { IsSynchronized = true };
            MarkProviders(entry => entry.ProviderOf(name));
        }
    }

    /// <summary>Applies what another process has announced about its own services and taps.</summary>
    /// <param name="name">The process from whose connection the announcement came.</param>
    /// <param name="groups">The groups of the announcement.</param>
    /// <returns>
    /// How many groups were skipped, because of a name that nobody can offer or because the process exceeds its limits;
    /// all of them when the process is not known.
    /// </returns>
    public int Apply(ProcessName name, IReadOnlyList<AnnouncedGroup> groups)
    {
        if (!_processes.TryGetValue(name, out ProcessEntry? process))
            return groups.Count;

        int skipped = 0;
        foreach (AnnouncedGroup group in groups)
        {
            switch (group.Change)
            {
                case AnnouncedChange.ServiceOffered:
                    skipped += TryOffer(process, group) ? 0 : 1;
                    break;
                case AnnouncedChange.ServiceGone:
                    Withdraw(process, group.Service);
                    break;
                case AnnouncedChange.TapAdded:
                    skipped += TryAddForeignTap(new Tap(group.Text, group.Service, name, group.Mode)) ? 0 : 1;
                    break;
                case AnnouncedChange.TapRemoved:
                    TryRemoveTap(new Tap(group.Text, group.Service, name, group.Mode));
                    break;
            }
        }

        return skipped;
    }

    private bool TryOffer(ProcessEntry process, AnnouncedGroup group)
    {
        if (!ServiceName.IsAnnounceable(group.Service))
            return false;

        ServiceEntry entry = GetOrEmpty(group.Service);
        ServiceProperties properties = ServiceProperties.FromWire(group.Text);
        ServiceProvider? known = entry.ProviderOf(process.Name);
        Holdings holdings = _holdings.GetValueOrDefault(process.Name).Plus(known is null ? 1 : 0, properties.Wire.Length - (known?.Properties.Wire.Length ?? 0));
        if (holdings.IsTooMuch)
            return false;

        _holdings[process.Name] = holdings;
        if (known is not null)
        {
            ServiceProvider changed = known with { Properties = properties };
            Put(entry.With(entry.Providers.Replace(known, changed)));
            if (ReferenceEquals(entry.Active, known))
                Report(entry.Name, changed);

            return true;
        }

        AddProvider(entry, new()
        {
            Kind = ProviderKind.Remote,
            Process = process.Name,
            Endpoint = process.Endpoint,
            Properties = properties,
            IsSynchronized = process.IsSynchronized,
        });
        return true;
    }

    private void Withdraw(ProcessEntry process, string service)
    {
        if (service != process.Name.Text && _services.TryGetValue(service, out ServiceEntry? entry) && entry.ProviderOf(process.Name) is { } provider)
        {
            _holdings[process.Name] = _holdings[process.Name].Plus(-1, -provider.Properties.Wire.Length);
            RemoveProvider(entry, provider);
        }
    }
}
