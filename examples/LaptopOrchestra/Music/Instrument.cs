namespace LaptopOrchestra;

/// <summary>An instrument and where it sits in the orchestra.</summary>
/// <param name="Program">General MIDI program, 0 to 127.</param>
/// <param name="Pan">-1 = left, 0 = centre, 1 = right.</param>
/// <param name="Gain">Level in the mix, 1 = as the timbre gives it.</param>
public sealed record Instrument(string Name, int Program, double Pan, double Gain, Timbre Timbre);
