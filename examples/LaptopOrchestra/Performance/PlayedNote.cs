namespace LaptopOrchestra;

/// <summary>A player's own account of a note that it has just begun to play.</summary>
/// <param name="Player">The player's service, for example <c>player2</c>.</param>
/// <param name="Index">The note's place in the player's part, from 0.</param>
/// <param name="Planned">The onset that the player asked its synth for, in seconds of global time.</param>
/// <param name="Actual">The onset, as the synth saw it, in seconds of global time.</param>
public readonly record struct PlayedNote(string Player, int Index, double Planned, double Actual)
{
    /// <summary>Seconds by which the note was late.</summary>
    public double Lateness => Actual - Planned;
}
