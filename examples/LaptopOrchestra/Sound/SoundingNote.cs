namespace LaptopOrchestra;

/// <summary>A note as it is to sound.</summary>
/// <param name="Start">Onset in seconds since the sound's beginning, not negative.</param>
/// <param name="End">Release, in the same seconds.</param>
public readonly record struct SoundingNote(double Start, double End, int Key, int Velocity, Instrument Instrument);
