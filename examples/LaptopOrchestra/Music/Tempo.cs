namespace LaptopOrchestra;

/// <summary>A steady tempo on the shared clock, as the conductor publishes it: <c>beat(t) = beatOffset + (t - timeOffset) * beatsPerSecond</c>.</summary>
/// <param name="BeatOffset">The beat at <paramref name="TimeOffset"/>.</param>
/// <param name="TimeOffset">When the tempo takes hold, in seconds of global time.</param>
/// <param name="BeatsPerSecond">Beats per second; 0 holds the beat (a fermata).</param>
public readonly record struct Tempo(double BeatOffset, double TimeOffset, double BeatsPerSecond)
{
    /// <summary>The beat at a time.</summary>
    public double BeatAt(double time) => BeatOffset + (time - TimeOffset) * BeatsPerSecond;

    /// <summary>The first time at which a beat is reached; positive infinity when this tempo never reaches it.</summary>
    public double TimeAt(double beat) =>
        BeatsPerSecond > 0 ? TimeOffset + (beat - BeatOffset) / BeatsPerSecond
        : beat <= BeatOffset ? TimeOffset
        : double.PositiveInfinity;
}
