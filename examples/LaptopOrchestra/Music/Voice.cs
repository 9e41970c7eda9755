namespace LaptopOrchestra;

/// <summary>What one player plays: the notes in order of their beats, on one instrument.</summary>
/// <param name="Number">1 for the first voice; also the number of the player who plays it.</param>
public sealed record Voice(int Number, Instrument Instrument, IReadOnlyList<Note> Notes, IReadOnlyList<Lyric> Lyrics)
{
    /// <summary>The name of the player's service in the ensemble, for example <c>player2</c>.</summary>
    public string Player { get; init; } = PlayerOf(Number);

    /// <summary>The name of a player's service by its number.</summary>
    public static string PlayerOf(int number) => $"player{number}";
}
