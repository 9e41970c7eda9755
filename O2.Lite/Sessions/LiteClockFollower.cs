using O2.Protocol;

namespace O2.Lite;

/// <summary>Follows the host's clock: when to ask for the time, and what the answers say.</summary>
/// <remarks>
/// <para>
/// Sans-IO. The offset (global minus local time) is that of the fastest of the last five answers, known from the fifth on. Later answers move it by at
/// most 2 ms each, unless it lies outside of what the fastest answer can mean.
/// </para>
/// <para>
/// Questions go out at 0, 0.1 ... 1.0 s after the start, then each 0.5 s until 5 s, then each 10 s, as with all O2lite clients. Until five answers have
/// come ours never asks less often than each 0.5 s, because the host may get its clock, or the network its senses, late.
/// </para>
/// <para>Source: O2 2.0, O2lite, clock synchronization. Not thread-safe. Allocates nothing after construction.</para>
/// </remarks>
internal sealed class LiteClockFollower
{
    private const double FirstQuestion = 0.05, FastSpacing = 0.1, FastUntil = 0.99, MediumSpacing = 0.5, MediumUntil = 4.99, SlowSpacing = 10;
    private const double Nudge = 0.002, MaxReferenceSeconds = 1e11;
    private const int Required = 5;

    private readonly (double RoundTrip, double Offset)[] _answers = new (double, double)[Required];
    private LocalTime _start;
    private LocalTime _asked;
    private int _number;
    private int _count;
    private bool _isAwaitingAnswer;

    /// <summary>Whether the host's time is known on this connection.</summary>
    public bool IsSynchronized { get; private set; }

    /// <summary>Global minus local time in seconds; keeps its last value while not synchronized.</summary>
    public double Offset { get; private set; }

    /// <summary>The smallest round trip of the last five answers in seconds; 0 without any.</summary>
    public double RoundTrip { get; private set; }

    /// <summary>When the next question is due.</summary>
    public LocalTime NextDeadline { get; private set; } = LocalTime.Never;

    /// <summary>The ensemble's time at a local moment; <see cref="GlobalTime.Unknown"/> while not synchronized.</summary>
    public GlobalTime At(LocalTime local) => IsSynchronized ? new(local.Seconds + Offset) : GlobalTime.Unknown;

    /// <summary>Starts afresh, as each new connection demands.</summary>
    public void Start(LocalTime now)
    {
        Stop();
        _start = now + FirstQuestion;
        NextDeadline = _start;
    }

    /// <summary>Forgets what the host said; answers to questions that were asked are ignored from now on.</summary>
    public void Stop()
    {
        (IsSynchronized, _isAwaitingAnswer, _count, RoundTrip) = (false, false, 0, 0);
        NextDeadline = LocalTime.Never;
    }

    /// <summary>Asks when a question is due.</summary>
    /// <param name="now">The local time.</param>
    /// <param name="number">The number of the question.</param>
    /// <returns>Whether to ask.</returns>
    public bool TryAsk(LocalTime now, out int number)
    {
        number = 0;
        if (!(now >= NextDeadline))
            return false;
        number = unchecked(++_number);
        _asked = now;
        _isAwaitingAnswer = true;
        double age = now - _start;
        NextDeadline = now + (age < FastUntil ? FastSpacing : age < MediumUntil || !IsSynchronized ? MediumSpacing : SlowSpacing);
        return true;
    }

    /// <summary>Takes an answer; one to another question than the latest, or without a sensible time, is ignored.</summary>
    /// <returns>Whether the client is synchronized by this answer and was not before.</returns>
    public bool HandleAnswer(LocalTime now, int number, GlobalTime time)
    {
        if (!_isAwaitingAnswer || number != _number || !(time.Seconds >= 0 && time.Seconds < MaxReferenceSeconds))
            return false;
        _isAwaitingAnswer = false;
        double roundTrip = Math.Max(0, now - _asked);
        _answers[_count++ % Required] = (roundTrip, time.Seconds + roundTrip / 2 - now.Seconds);
        (RoundTrip, double best) = Fastest();
        if (_count < Required)
            return false;
        Offset = IsSynchronized ? Follow(Offset, best, RoundTrip) : best;
        bool isNew = !IsSynchronized;
        IsSynchronized = true;
        return isNew;
    }

    private static double Follow(double offset, double best, double roundTrip)
    {
        if (offset < best - roundTrip)
            return best - roundTrip;
        if (offset > best + roundTrip)
            return best + roundTrip;
        return offset + Math.Clamp(best - offset, -Nudge, Nudge);
    }

    private (double RoundTrip, double Offset) Fastest()
    {
        (double RoundTrip, double Offset) fastest = _answers[0];
        for (int i = 1; i < Math.Min(_count, Required); i++)
        {
            if (_answers[i].RoundTrip < fastest.RoundTrip)
                fastest = _answers[i];
        }

        return fastest;
    }
}
