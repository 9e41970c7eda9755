using O2.Protocol;

namespace O2.Actors.Tests.Protocol.Discovery;

/// <summary>Connects <see cref="SimulatedProcess"/>es by TCP-like links on a virtual clock. One seed gives one history.</summary>
internal sealed class SimulatedNetwork(int seed = 1, double maxLatency = 0.002)
{
    private readonly PriorityQueue<Action, (double Time, long Order)> _agenda = new();
    private readonly Dictionary<ProcessName, SimulatedProcess> _listeners = [];
    private long _order;

    /// <summary>Starts at an odd value, so that nobody relies on a clock that begins with zero.</summary>
    public LocalTime Now { get; private set; } = new(12345.678);

    public Random Random { get; } = new(seed);

    /// <summary>How many connections were attempted, in vain or not.</summary>
    public int ConnectAttempts { get; private set; }

    public void Listen(SimulatedProcess process) => _listeners[process.Name] = process;

    public void StopListening(SimulatedProcess process) => _listeners.Remove(process.Name);

    public double Latency() => maxLatency * (0.1 + (0.9 * Random.NextDouble()));

    public void At(LocalTime time, Action action) => _agenda.Enqueue(action, (time.Seconds, _order++));

    /// <summary>Opens a connection; it is refused when nobody listens.</summary>
    public void Connect(SimulatedProcess client, ProcessInfo server)
    {
        ConnectAttempts++;
        SimulatedEnd near = client.NewEnd(new PeerSession(Now, client.Identity, server));
        At(Now + Latency(), () =>
        {
            if (!_listeners.TryGetValue(server.Name, out SimulatedProcess? process))
            {
                near.HandleClosed();
                return;
            }

            SimulatedEnd far = process.NewEnd(new PeerSession(Now, process.Identity));
            (near.Other, far.Other) = (far, near);
            near.HandleConnected();
        });
    }

    /// <summary>Runs what happens within some seconds.</summary>
    public void Run(double seconds)
    {
        LocalTime end = Now + seconds;
        while (_agenda.TryPeek(out Action? action, out (double Time, long Order) due) && due.Time <= end.Seconds)
        {
            _agenda.Dequeue();
            Now = new LocalTime(Math.Max(Now.Seconds, due.Time));
            action();
        }

        Now = end;
    }
}
