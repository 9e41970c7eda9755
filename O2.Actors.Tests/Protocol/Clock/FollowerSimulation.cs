using O2.Protocol;

namespace O2.Actors.Tests.Protocol.Clock;

/// <summary>
/// A clock reference and one follower on a link with seeded delays. The reference's time is the simulation's time plus
/// <see cref="ReferenceOffset"/>; the follower's crystal is <see cref="Skew"/> off.
/// </summary>
internal sealed class FollowerSimulation
{
    private readonly Random _random;
    private readonly List<(double At, int Ping, GlobalTime Time)> _answers = [];
    private readonly HashSet<int> _extraPings = [];

    public FollowerSimulation(int seed)
    {
        _random = new Random(seed);
        Follower = new ClockFollower(Clock);
    }

    public GlobalClock Clock { get; } = new();
    public ClockFollower Follower { get; }
    public double Skew { get; init; } = 30e-6;
    public double MinDelay { get; init; } = 100e-6;

    /// <summary>Mean of the exponential part of each one-way delay, in seconds.</summary>
    public double Jitter { get; init; }

    /// <summary>The reference looks at its sockets once in this many seconds, as C++ programs do.</summary>
    public double PollPeriod { get; init; }

    public double Loss { get; init; }
    public double ReferenceOffset { get; set; } = 1_000;

    /// <summary>What the answers of the pings that the reference implementation sends, too, are shown to as well: (arrived, round trip, offset).</summary>
    public Action<LocalTime, double, double>? Observer { get; init; }

    /// <summary>Time of the simulation, in seconds.</summary>
    public double Now { get; private set; }

    public List<double> PingTimes { get; } = [];
    public List<ClockFollowerOutputKind> Events { get; } = [];
    public LocalTime Local => LocalAt(Now);
    public GlobalTime ReferenceTime => new(Now + ReferenceOffset);
    public double Error => Clock.At(Local) - ReferenceTime;

    public void Follow(string? reference)
    {
        Follower.HandleReferenceChanged(Local, reference);
        Drain();
    }

    /// <summary>Runs until a time; <paramref name="look"/> is called every <paramref name="step"/> seconds.</summary>
    public void RunUntil(double end, Action? look = null, double step = 0.05)
    {
        double nextLook = Now;
        while (true)
        {
            double due = Math.Min(TimeOf(Follower.NextDeadline), _answers.Count > 0 ? _answers[0].At : double.PositiveInfinity);
            double next = Math.Max(Now, Math.Min(due, look is null ? double.PositiveInfinity : nextLook));
            if (next > end)
                break;
            Now = next;
            if (look is not null && nextLook <= Now)
            {
                look();
                nextLook += step;
            }
            if (_answers.Count > 0 && _answers[0].At <= Now)
                Deliver();
            Follower.HandleDeadline(Local);
            Drain();
        }
        Now = end;
    }

    private void Deliver()
    {
        var (_, ping, time) = _answers[0];
        _answers.RemoveAt(0);
        double sent = PingTimes[ping - 1];
        double roundTrip = Local - LocalAt(sent);
        if (!_extraPings.Contains(ping))
            Observer?.Invoke(Local, roundTrip, time.Seconds + roundTrip / 2 - Local.Seconds);
        int before = PingTimes.Count;
        Follower.HandleAnswer(Local, Local, ping, time);
        Drain();
        if (PingTimes.Count > before)
            _extraPings.Add(PingTimes.Count);
    }

    private void Drain()
    {
        while (Follower.TryDequeueOutput(out ClockFollowerOutput output))
        {
            if (output.Kind == ClockFollowerOutputKind.SendPing)
                Ask(output.PingNumber);
            else
                Events.Add(output.Kind);
        }
    }

    private void Ask(int ping)
    {
        PingTimes.Add(Now);
        double there = Delay() + _random.NextDouble() * PollPeriod, back = Delay();
        if (_random.NextDouble() < Loss || Follower.Reference is null)
            return;
        _answers.Add((Now + there + back, ping, new GlobalTime(Now + there + ReferenceOffset)));
        _answers.Sort((a, b) => a.At.CompareTo(b.At));
    }

    private double Delay() => MinDelay - Jitter * Math.Log(1 - _random.NextDouble());

    private LocalTime LocalAt(double time) => new(77.7 + time * (1 + Skew));

    /// <summary>Not before the deadline when seen on the follower's clock.</summary>
    private double TimeOf(LocalTime local) => (local.Seconds - 77.7) / (1 + Skew) + 1e-9;
}
