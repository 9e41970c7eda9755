using System.Net;
using O2.Protocol;
using O2.Protocol.Mdns;

namespace O2.Discovery;

/// <summary>Multicast DNS on one interface, for all clients of this OS process: one socket, one responder, one browser, one timer.</summary>
/// <remarks>
/// Thread-safe: yes. One lock guards the two machines; it is held for the time of one datagram. Events are handed to <see cref="Browsing.OnLinkEvent"/> under
/// it, which calls no user code.
/// </remarks>
internal sealed class MdnsLink
{
    private readonly Lock _gate = new();
    private readonly MonotonicClock _clock = new();
    private readonly IMulticastSocket _socket;
    private readonly MdnsResponder _responder;
    private readonly MdnsBrowser _browser = new(Random.Shared);
    private readonly Dictionary<string, List<Browsing>> _browsings = new(StringComparer.OrdinalIgnoreCase);
    private readonly Timer _timer;

    /// <summary>Opens the link.</summary>
    /// <exception cref="System.Net.Sockets.SocketException">The socket cannot be had.</exception>
    public MdnsLink(UsableInterface usable, DnsName host, Func<UsableInterface, IMulticastSocket> open)
    {
        Interface = usable;
        _responder = new MdnsResponder(host, usable.Addresses, Random.Shared);
        _socket = open(usable);
        _timer = new Timer(_ => OnTimer());
        try
        {
            _socket.Start(OnDatagram);
        }
        catch
        {
            _timer.Dispose();
            _socket.Dispose();
            throw;
        }
    }

    public UsableInterface Interface { get; }

    /// <summary>How many clients share the link; guarded by <see cref="MdnsLinks"/>.</summary>
    public int Users { get; set; }

    public int Publish(ServiceInstance service)
    {
        lock (_gate)
        {
            int id = _responder.Publish(_clock.Now, service);
            Flush();
            return id;
        }
    }

    public void Withdraw(int id)
    {
        lock (_gate)
        {
            _responder.Withdraw(_clock.Now, id);
            Flush();
        }
    }

    public string? NameOf(int id)
    {
        lock (_gate)
            return _responder.NameOf(id);
    }

    public void Browse(Browsing browsing)
    {
        lock (_gate)
        {
            if (!_browsings.TryGetValue(browsing.Type, out List<Browsing>? browsings))
                _browsings[browsing.Type] = browsings = [];
            foreach (DiscoveredService service in _browser.Known(browsing.Type))
                browsing.OnLinkEvent(this, new ServiceEvent(ServiceEventKind.Found, service));
            browsings.Add(browsing);
            _browser.Browse(_clock.Now, browsing.Type);
            Flush();
        }
    }

    public void StopBrowsing(Browsing browsing)
    {
        lock (_gate)
        {
            if (!_browsings.TryGetValue(browsing.Type, out List<Browsing>? browsings) || !browsings.Remove(browsing) || browsings.Count > 0)
                return;
            _browsings.Remove(browsing.Type);
            _browser.StopBrowsing(browsing.Type);
        }
    }

    /// <summary>Closes the socket. What was published has been withdrawn before.</summary>
    public void Close()
    {
        _timer.Dispose();
        _socket.Dispose();
    }

    private void OnDatagram(ReadOnlySpan<byte> datagram, IPEndPoint from)
    {
        if (!DnsMessageReader.TryRead(datagram, out DnsMessage? message, out _))
            return;
        lock (_gate)
        {
            LocalTime now = _clock.Now;
            _responder.HandleMessage(now, message, from);
            _browser.HandleMessage(now, message, from);
            Flush();
        }
    }

    private void OnTimer()
    {
        lock (_gate)
        {
            LocalTime now = _clock.Now;
            _responder.HandleTime(now);
            _browser.HandleTime(now);
            Flush();
        }
    }

    private void Flush()
    {
        while (_responder.TryDequeueDatagram(out byte[] datagram) || _browser.TryDequeueDatagram(out datagram))
            _socket.Send(datagram);
        while (_browser.TryDequeueEvent(out ServiceEvent serviceEvent))
        {
            if (!_browsings.TryGetValue(serviceEvent.Service.Type, out List<Browsing>? browsings))
                continue;
            foreach (Browsing browsing in browsings)
                browsing.OnLinkEvent(this, serviceEvent);
        }
        LocalTime next = LocalTime.Min(_responder.NextDeadline, _browser.NextDeadline);
        double milliseconds = Math.Ceiling((next - _clock.Now) * 1000);
        if (next != LocalTime.Never)
            _timer.Change((long)Math.Max(0, milliseconds), Timeout.Infinite);
    }
}
