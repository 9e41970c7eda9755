using System.Net;

namespace O2.Protocol.Mdns;

/// <summary>Finds the instances of service types on one link, and notices when they change or vanish.</summary>
/// <remarks>
/// <para>
/// A machine without sockets and clock. After each call to a method that takes the time, send the datagrams of <see cref="TryDequeueDatagram"/> to
/// <see cref="MdnsProtocol.Group"/>, take the events of <see cref="TryDequeueEvent"/>, and call <see cref="HandleTime"/> at <see cref="NextDeadline"/>.
/// </para>
/// <code>
/// instance is   input                                       -> instance is, output
/// unknown       pointer to it                               -> unresolved, query for what did not come along
/// unresolved    SRV and TXT known                           -> reported, Found
/// unresolved    0.25, 0.5, 1, 2, 4 s since the last query   -> unresolved, query; then wait for the next pointer
/// reported      changed SRV, TXT or addresses               -> reported, Updated
/// reported      80, 85, 90, 95 % of a record's life         -> reported, query for that record
/// reported      goodbye of SRV or TXT, or their expiry      -> unresolved, Lost
/// any           goodbye of its pointer, or its expiry       -> unknown, Lost when it was reported
/// </code>
/// <para>
/// A goodbye takes effect a second later (RFC 6762 section 10.1). A type is asked for at once, after 0.3 s and 1 s, then at doubling intervals up to
/// one minute, listing what is known, so that only the others answer. Our own instances are found like those of others.
/// </para>
/// <para>
/// What strangers can make us remember is bounded: only what browsed types need, at most <see cref="MdnsLimits.MaxInstances"/> instances, one SRV and one TXT
/// record each, their hosts. Thread-safe: no. Source: RFC 6762 sections 5, 7 and 10, RFC 6763.
/// </para>
/// </remarks>
public sealed partial class MdnsBrowser
{
    /// <summary>Hosts that are remembered at most: those of all instances, and as many again that no instance names any more.</summary>
    internal const int MaxHosts = 2 * MdnsLimits.MaxInstances;

    private readonly Random _random;
    private readonly Dictionary<DnsName, BrowsedType> _types = [];
    private readonly Dictionary<DnsName, BrowsedInstance> _instances = [];
    private readonly Dictionary<DnsName, BrowsedHost> _hosts = [];
    private readonly Queue<byte[]> _datagrams = [];
    private readonly Queue<ServiceEvent> _events = [];
    private readonly DnsMessageWriter _writer = new();

    /// <summary>Makes a browser that looks for nothing yet.</summary>
    /// <param name="random">Where random delays come from.</param>
    public MdnsBrowser(Random random) => _random = random;

    /// <summary>When <see cref="HandleTime"/> has to be called next; <see cref="LocalTime.Never"/> when nothing is planned.</summary>
    public LocalTime NextDeadline { get; private set; } = LocalTime.Never;

    /// <summary>How many instances were not remembered because <see cref="MdnsLimits.MaxInstances"/> are.</summary>
    public long DroppedInstances { get; private set; }

    /// <summary>How many hosts are remembered.</summary>
    internal int HostCount => _hosts.Count;

    /// <summary>Starts to look for instances of a type; nothing happens when that goes on already.</summary>
    /// <param name="now">The present time.</param>
    /// <param name="type">The service type, such as <c>_o2proc._tcp</c>.</param>
    /// <exception cref="ArgumentException">The text is not a service type.</exception>
    public void Browse(LocalTime now, string type)
    {
        var browsed = new BrowsedType(type, now);
        if (!_types.TryAdd(browsed.Name, browsed))
            return;
        WakeAt(now);
        HandleTime(now);
    }

    /// <summary>Ends the looking for a type and forgets its instances, without events.</summary>
    /// <param name="type">The service type.</param>
    public void StopBrowsing(string type)
    {
        if (!_types.Remove(MdnsNames.TypeName(type), out BrowsedType? browsed))
            return;
        foreach (BrowsedInstance instance in _instances.Values)
        {
            if (instance.Type == browsed)
                _instances.Remove(instance.Name);
        }
    }

    /// <summary>Lists the instances of a type that are known now, for one who joins a running search.</summary>
    /// <param name="type">The service type.</param>
    /// <returns>All for which <see cref="ServiceEventKind.Found"/> was reported, and <see cref="ServiceEventKind.Lost"/> not yet.</returns>
    public IReadOnlyList<DiscoveredService> Known(string type)
    {
        DnsName name = MdnsNames.TypeName(type);
        var known = new List<DiscoveredService>();
        foreach (BrowsedInstance instance in _instances.Values)
        {
            if (instance.Type.Name.Equals(name) && instance.Reported is { } service)
                known.Add(service);
        }
        return known;
    }

    /// <summary>Takes a message from the network, also our own.</summary>
    /// <param name="now">The present time.</param>
    /// <param name="message">The message; a query is ignored.</param>
    /// <param name="from">Its sender.</param>
    public void HandleMessage(LocalTime now, DnsMessage message, IPEndPoint from)
    {
        if (_types.Count == 0 || !message.IsPlain || !message.IsResponse || from.Port != MdnsProtocol.Port)
            return;
        Remember(now, message);
        HandleTime(now);
    }

    /// <summary>Does what is due.</summary>
    /// <param name="now">The present time.</param>
    public void HandleTime(LocalTime now)
    {
        if (NextDeadline > now)
            return;
        var questions = new HashSet<DnsQuestion>();
        var known = new List<DnsRecord>();
        NextDeadline = LocalTime.Never;
        AskForTypes(now, questions, known);
        RemoveExpired(now);
        AskForRecords(now, questions);
        Send(questions, known);
    }

    /// <summary>Takes the next datagram to multicast.</summary>
    /// <param name="datagram">The datagram.</param>
    /// <returns>False when there is none.</returns>
    public bool TryDequeueDatagram(out byte[] datagram) => _datagrams.TryDequeue(out datagram!);

    /// <summary>Takes the next event.</summary>
    /// <param name="serviceEvent">The event.</param>
    /// <returns>False when there is none.</returns>
    public bool TryDequeueEvent(out ServiceEvent serviceEvent) => _events.TryDequeue(out serviceEvent);

    private void WakeAt(LocalTime time) => NextDeadline = LocalTime.Min(NextDeadline, time);

    private void AskForTypes(LocalTime now, HashSet<DnsQuestion> questions, List<DnsRecord> known)
    {
        foreach (BrowsedType type in _types.Values)
        {
            if (type.NextQuery <= now)
            {
                type.MarkQueried(now);
                questions.Add(new DnsQuestion(type.Name, DnsRecordType.Ptr));
                AddKnownAnswers(now, type, known);
            }
            WakeAt(type.NextQuery);
        }
    }

    // A pointer in the second half of its life is not listed, so that its owner renews it (RFC 6762 section 7.1); nor one to an instance that
    // could not be resolved, so that the owner sends once more all that belongs to it.
    private void AddKnownAnswers(LocalTime now, BrowsedType type, List<DnsRecord> known)
    {
        foreach (BrowsedInstance instance in _instances.Values)
        {
            PtrRecord pointer = instance.Pointer.Record;
            double remaining = instance.Pointer.Remaining(now);
            if (instance.Type == type && instance.Reported is not null && remaining > pointer.Ttl / 2.0)
                known.Add(pointer with { Ttl = (uint)remaining });
        }
    }

    private void AskForRecords(LocalTime now, HashSet<DnsQuestion> questions)
    {
        foreach (BrowsedInstance instance in _instances.Values)
        {
            Refresh(now, instance.Pointer, questions);
            Refresh(now, instance.Server, questions);
            Refresh(now, instance.Text, questions);
            if (instance.ResolveAt <= now)
                Resolve(now, instance, questions);
            WakeAt(instance.ResolveAt);
        }
        foreach (BrowsedHost host in _hosts.Values)
        {
            foreach (CachedRecord<ARecord> address in host.Addresses)
                Refresh(now, address, questions);
        }
    }

    private void Refresh<T>(LocalTime now, CachedRecord<T>? cached, HashSet<DnsQuestion> questions)
        where T : DnsRecord
    {
        if (cached is null)
            return;
        if (cached.RefreshAt <= now)
        {
            cached.MarkRefreshed();
            questions.Add(new DnsQuestion(cached.Record.Name, cached.Record.Type));
        }
        WakeAt(cached.Deadline);
    }

    private void Resolve(LocalTime now, BrowsedInstance instance, HashSet<DnsQuestion> questions)
    {
        int before = questions.Count;
        if (instance.Server is null)
            questions.Add(new DnsQuestion(instance.Name, DnsRecordType.Srv));
        if (instance.Text is null)
            questions.Add(new DnsQuestion(instance.Name, DnsRecordType.Txt));
        if (instance.Server is { } server && AddressesOf(server).Count == 0)
            questions.Add(new DnsQuestion(server.Record.Target, DnsRecordType.A));
        if (questions.Count > before)
            instance.MarkResolveAsked(now);
        else
            instance.MarkResolved();
    }

    private void Send(HashSet<DnsQuestion> questions, List<DnsRecord> known)
    {
        if (questions.Count == 0)
            return;
        foreach (DnsQuestion question in questions)
        {
            if (_writer.TryAdd(question))
                continue;
            _datagrams.Enqueue(_writer.FinishQuery(moreKnownAnswersFollow: known.Count > 0));
            _writer.TryAdd(question);
        }
        foreach (DnsRecord record in known)
        {
            if (_writer.TryAddAnswer(record))
                continue;
            _datagrams.Enqueue(_writer.FinishQuery(moreKnownAnswersFollow: true));
            _writer.TryAddAnswer(record);
        }
        _datagrams.Enqueue(_writer.FinishQuery());
    }
}
