using Akka.Actor;
using O2.Protocol;

namespace O2.Actors;

/// <summary>Writes the service directory, one writer at a time, and publishes an immutable snapshot of it after each change.</summary>
/// <remarks>
/// Writers take a short lock: a service has to be routable when <see cref="O2Process.AddService(string, ServiceOptions?)"/> returns, also
/// inside an actor, where waiting for another actor's answer could block the thread that has to give it (see
/// <c>docs/decisions/0003-directory-writer.md</c>). Nothing that the lock guards waits: announcements go to bounded queues, events to mailboxes.
/// Readers take no lock.
/// </remarks>
internal sealed class DirectoryKeeper
{
    private readonly ProcessCore _core;
    private readonly Lock _lock = new();
    private readonly ServiceDirectory _directory;
    private readonly LocalService _self = new(ServiceName.Process, hasActor: false);
    private readonly HashSet<PeerLink> _listeners = [];
    private readonly Dictionary<PeerLink, DirectorySnapshot> _behind = [];   // listeners that missed a change, and what they know
    private volatile DirectorySnapshot _snapshot;

    public DirectoryKeeper(ProcessCore core, ProcessName ownName)
    {
        _core = core;
        _directory = new ServiceDirectory(_self);
        _directory.SetOwnName(ownName);
        _snapshot = _directory.Snapshot;
    }

    /// <summary>The directory now. A plain read.</summary>
    public DirectorySnapshot Snapshot => _snapshot;

    public ProcessName OwnName => _snapshot.OwnName!;

    /// <summary>The actor that is told each <see cref="ServiceChanged"/>, in order; set once, before the process joins.</summary>
    public IActorRef? Observer { get; set; }

    /// <summary>Gives this process another name; it is connected to no other one now.</summary>
    public void Rename(ProcessName name) => Write(d =>
    {
        d.SetOwnName(name);
        return true;
    });

    /// <summary>Offers a service.</summary>
    /// <exception cref="ArgumentException">This process offers it already.</exception>
    public LocalService AddLocal(string name, bool hasActor, ServiceProperties properties)
    {
        var service = new LocalService(name, hasActor);
        if (!Write(d => d.TryAdd(name, ProviderKind.Local, service, properties)))
            throw new ArgumentException($"This process already offers the service '{name}'.", nameof(name));
        return service;
    }

    /// <summary>The service of this process with that name, offered now if it was not; a new one is prepared before anybody sees it.</summary>
    /// <exception cref="ArgumentException">A client of a bridge offers it: its messages are handled there.</exception>
    public LocalService GetOrAddLocal(string name, Action<LocalService> prepare)
    {
        while (true)
        {
            if (_snapshot.TryGetService(name, out var entry) && entry.Own?.Endpoint is BridgeClient client)
                throw new ArgumentException($"The service '{name}' belongs to {client}.", nameof(name));
            var existing = entry?.Own?.Endpoint as LocalService;
            var service = existing ?? new LocalService(name, hasActor: false);
            prepare(service);
            if (existing is null ? Write(d => d.TryAdd(name, ProviderKind.Local, service)) : IsOffered(service))
                return service;
        }
    }

    /// <summary>The service of this process with that name, or null.</summary>
    public LocalService? FindLocal(string name) =>
        _snapshot.TryGetService(name, out var entry) ? entry.Own?.Endpoint as LocalService : null;

    /// <summary>The provider that messages to a service go to, or null.</summary>
    public ServiceProvider? FindActive(string service) => _snapshot.TryGetService(service, out var entry) ? entry.Active : null;

    /// <summary>
    /// The way to a process that is connected, or that has been told what we offer and has not been heard itself yet; null for others.
    /// </summary>
    public PeerLink? FindLink(ProcessName process)
    {
        if (_snapshot.TryGetProcess(process, out var entry))
            return entry.Endpoint as PeerLink;
        lock (_lock)
            return _listeners.FirstOrDefault(listener => listener.Process == process);
    }

    /// <summary>Whether that very service, and not another one of its name, is offered.</summary>
    public bool IsOffered(LocalService service) => ReferenceEquals(FindLocal(service.Name), service);

    /// <summary>Withdraws a service; false when that very service is not offered any more.</summary>
    public bool RemoveLocal(LocalService service) =>
        Write(d => d.Snapshot.TryGetService(service.Name, out var entry) && ReferenceEquals(entry.Own?.Endpoint, service) && d.TryRemove(service.Name));

    /// <summary>Changes the directory under the lock, publishes the snapshot, and tells actors and processes what follows.</summary>
    public T Write<T>(Func<ServiceDirectory, T> change)
    {
        lock (_lock)
        {
            var result = change(_directory);
            Publish();
            return result;
        }
    }

    /// <summary>Sends a process all that we offer, and from now on each change of it; nothing in between is missed.</summary>
    public void SendState(PeerLink link)
    {
        lock (_lock)
        {
            bool isKnown = !_listeners.Add(link);
            _behind.Remove(link, out var known);
            known ??= isKnown ? _snapshot : DirectorySnapshot.Empty;
            if (!link.Announce(ServiceAnnouncement.CreateState(_snapshot, known)))
                _behind.Add(link, known);
        }
    }

    /// <summary>No longer tells a process of changes.</summary>
    public void RemoveListener(PeerLink link)
    {
        lock (_lock)
        {
            _listeners.Remove(link);
            _behind.Remove(link);
        }
    }

    /// <summary>Notes that this process knows the ensemble's time, and tells every other process.</summary>
    public void BecomeSynchronized()
    {
        lock (_lock)
        {
            _directory.BecomeSynchronized();
            Announce([SystemMessages.CreateClockSynchronized(OwnName)], _snapshot);
            Publish();
        }
    }

    private void Publish()
    {
        var before = _snapshot;
        _snapshot = _directory.Snapshot;
        while (_directory.TryDequeueEvent(out var change))
        {
            var changed = new ServiceChanged(change.Service, change.Status, change.Process, change.Properties.Text);
            _core.Events.Publish(changed);
            Observer?.Tell(changed);
        }

        var announcements = _directory.TakeAnnouncements();
        if (announcements.Count > 0)
            Announce(ServiceAnnouncement.CreateMessages(OwnName, announcements), before);
        if (!ReferenceEquals(before, _snapshot))
            _core.Events.Publish(DirectoryChanged.Instance);
    }

    /// <summary>Who misses this is told nothing more before it gets the whole state, and with it what has gone since then.</summary>
    private void Announce(IReadOnlyList<O2Message> messages, DirectorySnapshot before)
    {
        foreach (var listener in _listeners)
        {
            if (!_behind.ContainsKey(listener) && !listener.Announce(messages))
                _behind.Add(listener, before);
        }
    }
}
