using System.Net;

namespace O2.Protocol.Mdns;

/// <summary>Publishes service instances on one link: claims their names, announces them, answers queries, says goodbye.</summary>
/// <remarks>
/// <para>
/// A machine without sockets and clock. After each call to a method that takes the time, send the datagrams of <see cref="TryDequeueDatagram"/> to
/// <see cref="MdnsProtocol.Group"/>, and call <see cref="HandleTime"/> at <see cref="NextDeadline"/>.
/// </para>
/// <code>
/// state        input                           -> state, output
/// -            Publish, name known unique      -> Announcing, announcement
/// -            Publish, otherwise              -> Probing
/// Probing      deadline, fewer than 3 probes   -> Probing, probe; deadline in 0.25 s
/// Probing      deadline, 3 probes sent         -> Announcing, announcement
/// Probing      another host has the name       -> Probing with the next name, or StandingBy
/// Probing      another host's later probe wins -> Probing from the start in 1 s
/// Announcing   deadline, 1 announcement sent   -> Established, announcement
/// Announcing, Established   query              -> same, answer: at once when only we can know, spread over 20 ms when others may answer too
/// Announcing, Established   conflicting record -> Probing
/// StandingBy   goodbye of the holder, deadline -> Probing
/// any          Withdraw                        -> -, goodbye when the name was ours
/// </code>
/// <para>
/// All answers are multicast, and each record at most once per second, which bounds what a flood of queries can make us send. Queries from another
/// source port than 5353 (one-shot resolvers that need a unicast answer) are ignored. Records of our own that come back to us, also through another
/// interface on the same link, are no conflict: they say the same.
/// </para>
/// <para>Thread-safe: no. Source: RFC 6762 sections 6 to 10; the names of O2: O2 2.0, "Discovery".</para>
/// </remarks>
public sealed partial class MdnsResponder
{
    private readonly DnsName _host;
    private readonly Random _random;
    private readonly List<PublishedRecord> _addresses = [];
    private readonly List<Registration> _registrations = [];
    private readonly Dictionary<DnsName, Registration> _claims = []; // by instance name: all but those that stand by
    private readonly Dictionary<DnsName, PublishedRecord> _types = [];
    private readonly Dictionary<DnsName, List<PublishedRecord>> _answerable = []; // by record name
    private readonly Queue<byte[]> _datagrams = [];
    private readonly DnsMessageWriter _writer = new();
    private int _lastId;

    /// <summary>Makes a responder that publishes nothing yet.</summary>
    /// <param name="host">The name of this host, unique on the link; see <see cref="MdnsNames.Host"/>.</param>
    /// <param name="addresses">The IPv4 addresses of the link's interface.</param>
    /// <param name="random">Where random delays come from.</param>
    public MdnsResponder(DnsName host, IReadOnlyList<IPAddress> addresses, Random random)
    {
        _host = host;
        _random = random;
        foreach (IPAddress address in addresses)
        {
            var record = new PublishedRecord(new ARecord(host, MdnsProtocol.HostTtl, address));
            _addresses.Add(record);
            MakeAnswerable(record);
        }
    }

    /// <summary>When <see cref="HandleTime"/> has to be called next; <see cref="LocalTime.Never"/> when nothing is planned.</summary>
    public LocalTime NextDeadline { get; private set; } = LocalTime.Never;

    /// <summary>Starts to publish a service.</summary>
    /// <param name="now">The present time.</param>
    /// <param name="service">The service. A name that this responder publishes already counts as taken.</param>
    /// <returns>The number by which to withdraw it.</returns>
    /// <exception cref="ArgumentException">A value of the service is out of range.</exception>
    public int Publish(LocalTime now, ServiceInstance service)
    {
        service.Validate();
        var registration = new Registration(++_lastId, service, _host);
        _registrations.Add(registration);
        if (_claims.ContainsKey(registration.InstanceName))
            GiveWay(now, registration);
        else if (service.Claim == NameClaim.Unique)
            Announce(now, registration);
        else
            Probe(now, registration);
        HandleTime(now);
        return registration.Id;
    }

    /// <summary>Ends the publishing of a service, with a goodbye when it was announced.</summary>
    /// <param name="now">The present time.</param>
    /// <param name="id">What <see cref="Publish"/> returned; an unknown number is ignored.</param>
    public void Withdraw(LocalTime now, int id)
    {
        if (_registrations.Find(r => r.Id == id) is not { } registration)
            return;
        _registrations.Remove(registration);
        bool wasAnnounced = registration.IsAnnounced;
        Release(registration);
        if (!wasAnnounced)
            return;
        foreach (PublishedRecord published in registration.Records)
            _writer.TryAddAnswer(published.Record with { Ttl = 0 });
        if (_registrations.Count == 0)
        {
            foreach (PublishedRecord address in _addresses)
                _writer.TryAddAnswer(address.Record with { Ttl = 0 });
        }
        _datagrams.Enqueue(_writer.FinishResponse());
        UpdateDeadline();
    }

    /// <summary>Tells the name under which a service is published.</summary>
    /// <param name="id">What <see cref="Publish"/> returned.</param>
    /// <returns>The instance name; null before the name is claimed, while standing by, and for an unknown number.</returns>
    public string? NameOf(int id) => _registrations.Find(r => r.Id == id) is { IsAnnounced: true } registration ? registration.Name : null;

    /// <summary>Takes a message from the network, also our own.</summary>
    /// <param name="now">The present time.</param>
    /// <param name="message">The message.</param>
    /// <param name="from">Its sender.</param>
    public void HandleMessage(LocalTime now, DnsMessage message, IPEndPoint from)
    {
        if (!message.IsPlain || from.Port != MdnsProtocol.Port)
            return;
        if (message.IsResponse)
            HandleResponse(now, message);
        else
            HandleQuery(now, message, from);
        HandleTime(now);
    }

    /// <summary>Does what is due.</summary>
    /// <param name="now">The present time.</param>
    public void HandleTime(LocalTime now)
    {
        if (NextDeadline > now)
            return;
        foreach (Registration registration in _registrations)
        {
            if (registration.Deadline <= now)
                Advance(now, registration);
        }
        SendAnswers(now);
        UpdateDeadline();
    }

    /// <summary>Takes the next datagram to multicast.</summary>
    /// <param name="datagram">The datagram.</param>
    /// <returns>False when there is none.</returns>
    public bool TryDequeueDatagram(out byte[] datagram) => _datagrams.TryDequeue(out datagram!);

    private void UpdateDeadline()
    {
        NextDeadline = LocalTime.Never;
        foreach (Registration registration in _registrations)
            WakeAt(registration.Deadline);
        foreach (List<PublishedRecord> records in _answerable.Values)
        {
            foreach (PublishedRecord record in records)
                WakeAt(record.Due);
        }
    }

    private void WakeAt(LocalTime time) => NextDeadline = LocalTime.Min(NextDeadline, time);

    private void MakeAnswerable(PublishedRecord published)
    {
        DnsName name = published.Record.Name;
        if (!_answerable.TryGetValue(name, out List<PublishedRecord>? records))
            _answerable[name] = records = [];
        records.Add(published);
    }

    private void MakeUnanswerable(PublishedRecord published)
    {
        DnsName name = published.Record.Name;
        if (_answerable.TryGetValue(name, out List<PublishedRecord>? records) && records.Remove(published) && records.Count == 0)
            _answerable.Remove(name);
    }
}
