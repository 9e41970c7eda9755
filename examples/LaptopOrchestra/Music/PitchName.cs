namespace LaptopOrchestra;

/// <summary>Names of MIDI keys.</summary>
public static class PitchName
{
    private static readonly string[] Names = ["C", "C♯", "D", "E♭", "E", "F", "F♯", "G", "A♭", "A", "B♭", "B"];

    /// <summary>The name with its octave: 60 is C4.</summary>
    public static string Of(int key) => $"{Names[key % 12]}{key / 12 - 1}";

    /// <summary>Whether the key is a black one.</summary>
    public static bool IsBlack(int key) => Names[key % 12].Length > 1;
}
