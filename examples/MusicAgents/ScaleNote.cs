namespace MusicAgents;

/// <summary>A note of the improvisation.</summary>
/// <param name="Degree">Steps of the scale above its root; negative below.</param>
/// <param name="Beat">Onset, in beats from the beginning.</param>
/// <param name="Duration">Length in beats.</param>
public readonly record struct ScaleNote(int Degree, double Beat, double Duration)
{
    private const int Root = 38;   // D2
    private static readonly int[] Dorian = [0, 2, 3, 5, 7, 9, 10];

    /// <summary>The MIDI key: D Dorian.</summary>
    public int Key
    {
        get
        {
            var step = Fold(Degree);
            return Root + 12 * ((Degree - step) / Dorian.Length) + Dorian[step];
        }
    }

    /// <summary>The same degree within the lowest octave, 0 to 6.</summary>
    public static int Fold(int degree) => (degree % Dorian.Length + Dorian.Length) % Dorian.Length;
}
