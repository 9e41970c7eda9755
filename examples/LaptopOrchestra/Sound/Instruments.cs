namespace LaptopOrchestra;

/// <summary>The orchestra, from high to low. The numbers are by ear.</summary>
public static class Instruments
{
    /// <summary>A struck metal bar: the upper partials are gone before the note is.</summary>
    public static Instrument Celesta { get; } = new("celesta", 8, Pan: -0.5, Gain: 0.95, new Timbre(
        Attack: 0.002, Release: 0.35, Vibrato: 0,
        new Partial(1, 1, 1.8), new Partial(2, 0.12, 1.1), new Partial(4, 0.30, 0.7), new Partial(9.2, 0.10, 0.12)));

    /// <summary>Nearly a sine, with a soft attack.</summary>
    public static Instrument Flute { get; } = new("flute", 73, Pan: 0.45, Gain: 0.62, new Timbre(
        Attack: 0.035, Release: 0.09, Vibrato: 14, Timbre.Sustained(1, 0.42, 0.20, 0.06, 0.03)));

    /// <summary>A closed pipe: odd harmonics.</summary>
    public static Instrument Clarinet { get; } = new("clarinet", 71, Pan: -0.3, Gain: 0.52, new Timbre(
        Attack: 0.022, Release: 0.08, Vibrato: 0, Timbre.Sustained(1, 0.04, 0.62, 0.05, 0.40, 0.04, 0.20, 0.03, 0.10, 0, 0.05)));

    /// <summary>A weak fundamental under a formant near 500 Hz, so that small loudspeakers play it too.</summary>
    public static Instrument Bassoon { get; } = new("bassoon", 70, Pan: 0.2, Gain: 0.33, new Timbre(
        Attack: 0.018, Release: 0.07, Vibrato: 5,
        Timbre.Sustained(0.55, 0.75, 0.85, 1.0, 0.95, 0.62, 0.36, 0.24, 0.16, 0.10, 0.07, 0.05, 0.03)));

    /// <summary>What a touch surface plays: inharmonic partials that ring.</summary>
    public static Instrument Bells { get; } = new("bells", 14, Pan: 0, Gain: 0.4, new Timbre(
        Attack: 0.001, Release: 0.6, Vibrato: 0,
        new Partial(1, 1, 2.4), new Partial(2.76, 0.35, 1.2), new Partial(5.4, 0.15, 0.5)));

    /// <summary>One instrument for each voice, the highest first.</summary>
    public static IReadOnlyList<Instrument> Quartet { get; } = [Celesta, Flute, Clarinet, Bassoon];
}
