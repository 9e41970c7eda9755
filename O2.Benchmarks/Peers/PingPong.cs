using Akka.Actor;
using O2.Actors;

namespace O2.Benchmarks;

/// <summary>Plays ping-pong with an <see cref="EchoService"/>: the handler of each answer sends the next ping.</summary>
internal sealed class PingPong
{
    public const string InlineReply = "/mirror/pong";
    public const string ActorReply = "/player/pong";
    private static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(500);
    private readonly O2Process _o2;
    private double[] _samples = [];
    private TaskCompletionSource _done = new();
    private string _address = "";
    private bool _isReliable;
    private int _received;
    private long _sentAt;

    public PingPong(O2Process o2)
    {
        _o2 = o2;
        o2.AddMethod(InlineReply, "i", m => OnPong(m.Int32(0)));
        o2.AddService("player", Props.Create(() => new Player(this)));
    }

    /// <summary>Measures round trips, in microseconds.</summary>
    public async Task<double[]> MeasureAsync(bool isReliable, bool byActors, int count)
    {
        _samples = new double[count];
        _done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _address = byActors ? "/actors/ping" : "/inline/ping";
        _isReliable = isReliable;
        _received = 0;
        Ping();
        for (int seen = -1; await Task.WhenAny(_done.Task, Task.Delay(Patience)) != _done.Task; seen = _received)
        {
            if (seen == _received)
                Ping(); // a datagram was lost
        }

        return _samples;
    }

    private void Ping()
    {
        _sentAt = Ticks.Now;
        _o2.Reply(_address, _isReliable, _received);
    }

    private void OnPong(int number)
    {
        long now = Ticks.Now;
        if (number != _received || number == _samples.Length)
            return; // an answer that came after we had given it up
        _samples[number] = Ticks.ToMicroseconds(now - _sentAt);
        if (++_received < _samples.Length)
            Ping();
        else
            _done.TrySetResult();
    }

    private sealed class Player : O2ServiceActor
    {
        public Player(PingPong game) => Method("/pong", "i", m => game.OnPong(m.Int32(0)));
    }
}
