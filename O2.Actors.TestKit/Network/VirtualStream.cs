using O2.Protocol;

namespace O2.Actors.TestKit;

/// <summary>One direction of a connection: what is under way, in order. Guarded by the network's lock.</summary>
internal sealed class VirtualStream(VirtualConnection from, VirtualConnection to)
{
    /// <summary>Bytes under way; null is the end of the stream.</summary>
    private readonly record struct Segment(LocalTime Arrives, byte[]? Bytes);

    private readonly Queue<Segment> _segments = new();
    private LocalTime _lastArrives, _lineIsFree;
    private bool _hasEnded;

    /// <summary>How many bytes are under way.</summary>
    public int Bytes { get; private set; }

    /// <summary>Puts bytes on the way; null ends the stream. What follows the end is lost.</summary>
    public void Put(byte[]? bytes)
    {
        VirtualNetwork network = from.Machine.Network;
        lock (network.Gate)
        {
            if (_hasEnded)
                return;
            _hasEnded = bytes is null;
            LinkConditions link = network.ConditionsOf(from.Machine, to.Machine);
            LocalTime now = network.Clock.Now;
            _lineIsFree = Max(now, _lineIsFree) + (bytes?.Length ?? 0) / link.BytesPerSecond;
            double delay = network.Delay(link) + (network.Happens(link.Loss) ? link.Retransmission : 0);
            _lastArrives = Max(_lineIsFree + delay, _lastArrives);
            _segments.Enqueue(new Segment(_lastArrives, bytes));
            Bytes += bytes?.Length ?? 0;
            network.Clock.Schedule(_lastArrives, Deliver);
        }
    }

    /// <summary>Hands over what has arrived, unless the link is cut.</summary>
    public void Deliver()
    {
        VirtualNetwork network = from.Machine.Network;
        while (true)
        {
            Segment segment;
            lock (network.Gate)
            {
                if (to.IsFull || !network.AreJoined(from.Machine, to.Machine) || !_segments.TryPeek(out segment) || segment.Arrives > network.Clock.Now)
                    return;
                _segments.Dequeue();
                Bytes -= segment.Bytes?.Length ?? 0;
            }
            to.Take(segment.Bytes);
            from.OnTaken();
        }
    }

    /// <summary>What is under way is lost, and nothing more is taken.</summary>
    public void Break()
    {
        lock (from.Machine.Network.Gate)
        {
            _segments.Clear();
            _hasEnded = true;
            Bytes = 0;
        }
    }

    private static LocalTime Max(LocalTime a, LocalTime b) => a > b ? a : b;
}
