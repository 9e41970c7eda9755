using O2.Protocol;
using O2.Protocol.Mdns;

namespace O2.Actors.Tests.Protocol.Mdns;

/// <summary>A network link with a virtual clock: every datagram reaches every host after a millisecond, its sender too, unless it is lost.</summary>
internal sealed class SimulatedLink(int seed, double loss = 0)
{
    private const double Latency = 0.001;
    private const int MaxSteps = 1_000_000;

    private readonly Random _random = new(seed);
    private readonly PriorityQueue<(SimulatedHost To, SimulatedHost From, DnsMessage Message), (double Time, long Order)> _underway = new();

    private long _sent;

    public LocalTime Now { get; private set; } = new(12345.678);

    public List<SimulatedHost> Hosts { get; } = [];

    public double Loss { get; set; } = loss;

    public SimulatedHost AddHost()
    {
        var host = new SimulatedHost(this, Hosts.Count + 1, new Random(_random.Next()));
        Hosts.Add(host);
        return host;
    }

    /// <summary>Lets time pass.</summary>
    public void Run(double seconds)
    {
        LocalTime end = Now + seconds;
        for (int steps = 0; ; steps++)
        {
            Assert.True(steps < MaxSteps, $"seed {seed}: the hosts never come to rest");
            LocalTime next = Hosts.Aggregate(LocalTime.Never, (time, host) => LocalTime.Min(time, host.NextDeadline));
            if (_underway.TryPeek(out _, out var arrival))
                next = LocalTime.Min(next, new LocalTime(arrival.Time));
            if (next > end)
                break;
            Now = next > Now ? next : Now;
            if (arrival.Time == next.Seconds && _underway.TryDequeue(out var packet, out _))
            {
                packet.To.Receive(packet.Message, packet.From);
            }
            else
            {
                foreach (SimulatedHost host in Hosts)
                    host.HandleTime();
            }
        }
        Now = end;
    }

    /// <summary>Sends a datagram to all hosts; what a host multicasts, or a forgery made by a test.</summary>
    public void Multicast(SimulatedHost from, byte[] datagram)
    {
        if (!DnsMessageReader.TryRead(datagram, out DnsMessage? message, out _))
            return;
        foreach (SimulatedHost to in Hosts)
        {
            if (to != from && _random.NextDouble() < Loss)
                continue;
            _underway.Enqueue((to, from, message), (Now.Seconds + Latency, _sent++));
        }
    }
}
