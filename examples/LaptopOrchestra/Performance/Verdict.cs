namespace LaptopOrchestra;

/// <summary>Whether every note of a score was played exactly once.</summary>
/// <param name="Lost">Written notes that nobody played.</param>
/// <param name="Doubled">Notes that were played more than once, or that are not in the score; each superfluous sound counts.</param>
public sealed record Verdict(IReadOnlyList<(string Player, int Index)> Lost, IReadOnlyList<(string Player, int Index)> Doubled)
{
    /// <summary>Every note, exactly once.</summary>
    public bool IsPerfect => Lost.Count == 0 && Doubled.Count == 0;

    /// <summary>Compares what was played with what is written.</summary>
    public static Verdict Of(Score score, IEnumerable<PlayedNote> played)
    {
        var missing = score.Voices
            .SelectMany(voice => Enumerable.Range(0, voice.Notes.Count).Select(index => (voice.Player, index)))
            .ToHashSet();
        var doubled = played.Select(note => (note.Player, note.Index)).Where(note => !missing.Remove(note)).ToList();
        return new Verdict([.. missing.Order()], doubled);
    }
}
