namespace LaptopOrchestra;

/// <summary>One written note of a voice.</summary>
/// <param name="Beat">Onset in quarter notes since the first bar of the piece; all voices count the same bars.</param>
/// <param name="Duration">Sounding length in quarter notes.</param>
/// <param name="Key">MIDI key number, 60 = C4.</param>
/// <param name="Velocity">Loudness, 1 to 127.</param>
public readonly record struct Note(double Beat, double Duration, int Key, int Velocity)
{
    /// <summary>The beat at which the note is released.</summary>
    public double End => Beat + Duration;
}
