namespace O2.Protocol.Mqtt;

/// <summary>How long a client waits before it tries a broker again: 1, 2, 4 .. 60 s, each a little longer at random, so that not all come back at once.</summary>
/// <remarks>Thread-safe: no.</remarks>
public sealed class ReconnectPause(Random random)
{
    /// <summary>The longest pause in seconds, without what is added at random.</summary>
    public const double Longest = 60;

    /// <summary>By which part of itself a pause is lengthened at most.</summary>
    public const double Jitter = 0.25;

    private double _next = 1;

    /// <summary>Tells that the broker has accepted us.</summary>
    public void Reset() => _next = 1;

    /// <summary>Returns the pause after a failure, and doubles the one after the next.</summary>
    /// <returns>Seconds.</returns>
    public double Next()
    {
        double pause = _next;
        _next = Math.Min(Longest, pause * 2);
        return pause * (1 + (Jitter * random.NextDouble()));
    }
}
