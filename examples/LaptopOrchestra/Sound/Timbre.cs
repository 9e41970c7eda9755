namespace LaptopOrchestra;

/// <summary>One sine of a timbre.</summary>
/// <param name="Ratio">Frequency as a multiple of the note's.</param>
/// <param name="Level">Amplitude at the onset.</param>
/// <param name="Decay">Seconds in which it fades by 60 dB; infinity = sustained.</param>
public readonly record struct Partial(double Ratio, double Level, double Decay);

/// <summary>How an instrument sounds: a sum of sines under one envelope.</summary>
/// <param name="Attack">Seconds from silence to full level.</param>
/// <param name="Release">Seconds from the release to silence.</param>
/// <param name="Vibrato">Depth in cents; it sets in slowly, as players do it.</param>
public sealed record Timbre(double Attack, double Release, double Vibrato, params IReadOnlyList<Partial> Partials)
{
    /// <summary>Harmonics 1, 2, 3 … of these levels, all sustained.</summary>
    public static IReadOnlyList<Partial> Sustained(params IEnumerable<double> levels) =>
        [.. levels.Select((level, index) => new Partial(index + 1, level, double.PositiveInfinity))];
}
