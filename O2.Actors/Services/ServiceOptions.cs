using System.Collections.Immutable;
using Akka.Actor;

namespace O2.Actors;

/// <summary>How a service is supervised and described.</summary>
public sealed record ServiceOptions
{
    /// <summary>The defaults: 10 restarts within a minute, the first at once, the next ones after 20 ms and more, up to a second.</summary>
    public static ServiceOptions Default { get; } = new();

    /// <summary>Pause before the second restart within <see cref="Within"/>; it doubles with each further one. The first restart is immediate. Default 20 ms, range 0 to <see cref="MaxBackoff"/>.</summary>
    public TimeSpan MinBackoff { get; init; } = TimeSpan.FromMilliseconds(20);

    /// <summary>The longest pause before a restart. Default 1 s, range <see cref="MinBackoff"/> to 1 h.</summary>
    public TimeSpan MaxBackoff { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>How many restarts within <see cref="Within"/> are granted before the service is withdrawn. Default 10, range 0 to 1000.</summary>
    public int MaxRestarts { get; init; } = 10;

    /// <summary>The time in which restarts are counted. Default 1 min, range 1 ms to 7 days.</summary>
    public TimeSpan Within { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>
    /// Replaces the default strategy: restart the service whatever it threw, at most <see cref="MaxRestarts"/> times within <see cref="Within"/>.
    /// A <see cref="OneForOneStrategy"/> or <see cref="AllForOneStrategy"/>, whose own limits then count. Default null.
    /// </summary>
    public SupervisorStrategy? Strategy { get; init; }

    /// <summary>What the service tells the ensemble about itself, as attribute and value. Default none.</summary>
    public ImmutableDictionary<string, string> Properties { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>Checks every range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range; the message names both.</exception>
    public void Validate()
    {
        OptionRange.Check(MinBackoff >= TimeSpan.Zero && MinBackoff <= MaxBackoff, nameof(MinBackoff), MinBackoff, "0 to MaxBackoff");
        OptionRange.Check(MaxBackoff <= TimeSpan.FromHours(1), nameof(MaxBackoff), MaxBackoff, "MinBackoff to 1 h");
        OptionRange.Check(MaxRestarts is >= 0 and <= 1000, nameof(MaxRestarts), MaxRestarts, "0 to 1000");
        OptionRange.Check(Within >= TimeSpan.FromMilliseconds(1) && Within <= TimeSpan.FromDays(7), nameof(Within), Within, "1 ms to 7 days");
        OptionRange.Check(Strategy is null or OneForOneStrategy or AllForOneStrategy, nameof(Strategy), Strategy, "null, OneForOneStrategy, AllForOneStrategy");
    }
}
