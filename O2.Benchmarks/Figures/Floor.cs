namespace O2.Benchmarks;

/// <summary>What a figure must not be worse than.</summary>
/// <param name="Figure">The figure's name.</param>
/// <param name="Bound">What the limit bounds.</param>
/// <param name="Limit">The limit, in the figure's unit or in multiples of its baseline.</param>
internal sealed record Floor(string Figure, FloorBound Bound, double Limit)
{
    public static IReadOnlyList<Floor> All { get; } =
    [
        new("rtt.tcp.actor.p50_us", FloorBound.TimesBaseline, 1.5),
        new("rtt.tcp.inline.p50_us", FloorBound.TimesBaseline, 1.2),
        new("rtt.udp.actor.p50_us", FloorBound.TimesBaseline, 1.5),
        new("rtt.udp.inline.p50_us", FloorBound.TimesBaseline, 1.2),
        new("rtt.tcp.realtime.p50_us", FloorBound.TimesBaseline, 1.25),
        new("rtt.udp.realtime.p50_us", FloorBound.TimesBaseline, 1.25),
        new("oneway.tcp.msgs_per_s", FloorBound.AtLeast, 600_000),
        new("local.inline.ns", FloorBound.AtMost, 100),
        new("local.inline.bytes", FloorBound.AtMost, 0),
        new("local.actor.ns", FloorBound.AtMost, 250),
        new("timer.late.p99_us", FloorBound.AtMost, 300),
        new("timer.cpu_percent", FloorBound.AtMost, 4),
        new("shm.message.ns", FloorBound.AtMost, 200),
        new("schedule.enqueue.ns", FloorBound.AtMost, 400),
        new("schedule.dispatch.ns", FloorBound.AtMost, 400),
        new("discovery.sync_s", FloorBound.AtMost, 0.6),
        new("clock.error.p99_us", FloorBound.AtMost, 100),
    ];

    /// <summary>Whether the figure keeps the floor.</summary>
    public bool IsMet(Figure figure, Figure? baseline) => Bound switch
    {
        FloorBound.AtLeast => figure.Value >= Limit,
        FloorBound.TimesBaseline => baseline is not null && figure.RatioTo(baseline) <= Limit,
        _ => figure.Value <= Limit,
    };

    public override string ToString() => Bound switch
    {
        FloorBound.AtLeast => FormattableString.Invariant($">= {Limit:#,0.##}"),
        FloorBound.TimesBaseline => FormattableString.Invariant($"<= {Limit:0.##} x"),
        _ => FormattableString.Invariant($"<= {Limit:#,0.##}"),
    };
}
