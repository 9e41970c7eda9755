namespace O2.Actors.TestKit;

/// <summary>How good the way from one machine to another is.</summary>
/// <remarks>Immutable. The defaults are those of a quiet wired network.</remarks>
public sealed record LinkConditions
{
    /// <summary>The least time that a packet takes, in seconds, 0 or more. Default 100 us.</summary>
    public double Latency { get; init; } = 100e-6;

    /// <summary>The mean of what comes on top of the latency, exponentially distributed, in seconds, 0 or more. Default 0. Datagrams overtake each other, streams stay in order.</summary>
    public double Jitter { get; init; }

    /// <summary>The share of datagrams that are lost, 0 to 1. Default 0. On a stream a lost packet arrives <see cref="Retransmission"/> later instead.</summary>
    public double Loss { get; init; }

    /// <summary>The share of datagrams that arrive twice, 0 to 1. Default 0.</summary>
    public double Duplication { get; init; }

    /// <summary>How much later a packet of a stream arrives that was lost first, in seconds. Default 0.2 s, as TCP has it.</summary>
    public double Retransmission { get; init; } = 0.2;

    /// <summary>How many bytes of each stream pass in a second, above 0. Default: no limit.</summary>
    public double BytesPerSecond { get; init; } = double.PositiveInfinity;

    /// <summary>Checks all values.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range.</exception>
    public void Validate()
    {
        Check(Latency >= 0 && double.IsFinite(Latency), nameof(Latency), Latency);
        Check(Jitter >= 0 && double.IsFinite(Jitter), nameof(Jitter), Jitter);
        Check(Loss is >= 0 and <= 1, nameof(Loss), Loss);
        Check(Duplication is >= 0 and <= 1, nameof(Duplication), Duplication);
        Check(Retransmission >= 0 && double.IsFinite(Retransmission), nameof(Retransmission), Retransmission);
        Check(BytesPerSecond > 0, nameof(BytesPerSecond), BytesPerSecond);
    }

    private static void Check(bool valid, string name, double value)
    {
        if (!valid)
            throw new ArgumentOutOfRangeException(name, value, $"{name} of a link is out of its range.");
    }
}
