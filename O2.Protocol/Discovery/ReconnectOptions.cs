namespace O2.Protocol;

/// <summary>How a <see cref="PeerRegistry"/> goes on trying to reach a process. All times are in seconds.</summary>
public sealed record ReconnectOptions
{
    /// <summary>The pause after the first failure; it doubles with each further one. Default 0.5; above 0.</summary>
    public double FirstPause { get; init; } = 0.5;

    /// <summary>The longest pause. Default 30; not below <see cref="FirstPause"/>.</summary>
    public double LongestPause { get; init; } = 30;

    /// <summary>By which part of itself a pause is lengthened at most, at random, so that many processes do not try in step. Default 0.25; from 0.</summary>
    public double Jitter { get; init; } = 0.25;

    /// <summary>How long a process that was asked to connect to us may take. Default 10; above 0.</summary>
    public double CallbackAnswer { get; init; } = PeerSession.StepTimeout;

    /// <summary>After how many attempts that were connected but met with silence a process is forgotten until it is discovered again. Default 10; from 1.</summary>
    /// <remarks>A process of another ensemble keeps silent; so does one of ours that is busy loading, which is why one silence is not the end.</remarks>
    public int MaxSilences { get; init; } = 10;

    /// <summary>How long after it was last seen or connected an unreachable process is forgotten. Default 1800 (half an hour); above 0.</summary>
    public double ForgetAfter { get; init; } = 1800;

    /// <summary>How many processes are known at most; further ones are not taken up. Default 4096; from 1.</summary>
    public int MaxProcesses { get; init; } = 4096;

    /// <summary>How many connections are being opened at once at most; further processes wait <see cref="FirstPause"/>. Default 128; from 1.</summary>
    public int MaxAttempts { get; init; } = 128;

    /// <summary>Checks all values.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range; the message names it.</exception>
    public void Validate()
    {
        Require(FirstPause > 0 && double.IsFinite(FirstPause), FirstPause, nameof(FirstPause), "above 0");
        Require(LongestPause >= FirstPause && double.IsFinite(LongestPause), LongestPause, nameof(LongestPause), $"not below {nameof(FirstPause)}, {FirstPause}");
        Require(Jitter >= 0 && double.IsFinite(Jitter), Jitter, nameof(Jitter), "from 0");
        Require(CallbackAnswer > 0 && double.IsFinite(CallbackAnswer), CallbackAnswer, nameof(CallbackAnswer), "above 0");
        Require(MaxSilences >= 1, MaxSilences, nameof(MaxSilences), "from 1");
        Require(ForgetAfter > 0, ForgetAfter, nameof(ForgetAfter), "above 0");
        Require(MaxProcesses >= 1, MaxProcesses, nameof(MaxProcesses), "from 1");
        Require(MaxAttempts >= 1, MaxAttempts, nameof(MaxAttempts), "from 1");
    }

    private static void Require(bool holds, object value, string name, string range)
    {
        if (!holds)
            throw new ArgumentOutOfRangeException(name, value, $"{name} has to be {range}.");
    }
}
