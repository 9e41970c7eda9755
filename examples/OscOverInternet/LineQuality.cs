namespace OscOverInternet;

/// <summary>How bad a line is.</summary>
/// <param name="LatencyMs">How long a packet takes at least, in milliseconds.</param>
/// <param name="JitterMs">By how much longer it may take, at random.</param>
/// <param name="Loss">Which part of the packets is lost, 0 to 0.5.</param>
public sealed record LineQuality(int LatencyMs = 20, int JitterMs = 10, double Loss = 0.02)
{
    /// <summary>How long a datagram takes; null when it is lost.</summary>
    public TimeSpan? Datagram(Random random) => random.NextDouble() < Loss ? null : Packet(random);

    /// <summary>How long a packet of a TCP connection takes. One that is lost is sent again: the other side notices after a way back and forth, at least 40 ms.</summary>
    public TimeSpan Stream(Random random)
    {
        var delay = Packet(random);
        while (random.NextDouble() < Loss)
            delay += TimeSpan.FromMilliseconds(Math.Max(40, 2 * LatencyMs)) + Packet(random);
        return delay;
    }

    private TimeSpan Packet(Random random) => TimeSpan.FromMilliseconds(LatencyMs + (JitterMs * random.NextDouble()));
}
