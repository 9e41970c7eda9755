using System.Net;
using O2.Protocol;
using O2.Protocol.Mdns;

namespace O2.Actors.Tests.Protocol.Mdns;

/// <summary>A responder and a browser on a simulated link, with a record of what they sent and told.</summary>
internal sealed class SimulatedHost
{
    private readonly SimulatedLink _link;

    public SimulatedHost(SimulatedLink link, int number, Random random)
    {
        _link = link;
        Address = new IPAddress([10, 0, 0, (byte)number]);
        Responder = new MdnsResponder(DnsName.Parse($"host{number}.local"), [Address], random);
        Browser = new MdnsBrowser(random);
    }

    public IPAddress Address { get; }

    public MdnsResponder Responder { get; }

    public MdnsBrowser Browser { get; }

    /// <summary>Everything this host has multicast, with the time.</summary>
    public List<(LocalTime Time, DnsMessage Message)> Sent { get; } = [];

    public List<(LocalTime Time, ServiceEvent Event)> Events { get; } = [];

    public LocalTime NextDeadline => LocalTime.Min(Responder.NextDeadline, Browser.NextDeadline);

    /// <summary>The instance names that the browser has reported and not lost.</summary>
    public IEnumerable<string> Found => Browser.Known(Service.Type).Select(service => service.Name).Order(StringComparer.Ordinal);

    public int Publish(string name, NameClaim claim = NameClaim.Unique, int port = 1000, params string[] txt)
    {
        int id = Responder.Publish(_link.Now, Service.Named(name, claim, port, txt));
        Drain();
        return id;
    }

    public void Withdraw(int id)
    {
        Responder.Withdraw(_link.Now, id);
        Drain();
    }

    public void Browse()
    {
        Browser.Browse(_link.Now, Service.Type);
        Drain();
    }

    public void HandleTime()
    {
        Responder.HandleTime(_link.Now);
        Browser.HandleTime(_link.Now);
        Drain();
    }

    public void Receive(DnsMessage message, SimulatedHost from)
    {
        var sender = new IPEndPoint(from.Address, MdnsProtocol.Port);
        Responder.HandleMessage(_link.Now, message, sender);
        Browser.HandleMessage(_link.Now, message, sender);
        Drain();
    }

    /// <summary>Sends whatever a test likes.</summary>
    public void SendQuery(params DnsQuestion[] questions) => _link.Multicast(this, Datagrams.Query(questions, []));

    /// <summary>Sends whatever a test likes.</summary>
    public void SendResponse(params DnsRecord[] records) => _link.Multicast(this, Datagrams.Response(records));

    /// <summary>Sends whatever a test likes.</summary>
    public void Send(byte[] datagram) => _link.Multicast(this, datagram);

    private void Drain()
    {
        while (Responder.TryDequeueDatagram(out byte[] datagram) || Browser.TryDequeueDatagram(out datagram))
        {
            Assert.InRange(datagram.Length, DnsMessage.HeaderBytes, MdnsLimits.MaxWriteBytes);
            Sent.Add((_link.Now, DnsSdTranscript.Decode(datagram)));
            _link.Multicast(this, datagram);
        }
        while (Browser.TryDequeueEvent(out ServiceEvent serviceEvent))
            Events.Add((_link.Now, serviceEvent));
    }
}
