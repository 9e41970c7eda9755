namespace LaptopOrchestra;

/// <summary>What the listener has heard so far.</summary>
/// <remarks>Not thread-safe: one actor owns it.</remarks>
public sealed class NotesLog
{
    private readonly List<PlayedNote> _played = [];
    private readonly Dictionary<(string Player, int Index), double> _released = [];

    /// <summary>Everything that was played, in order of arrival, doubled notes included.</summary>
    public IReadOnlyList<PlayedNote> Played => _played;

    /// <summary>Number of different notes that were released.</summary>
    public int ReleasedCount => _released.Count;

    /// <summary>Takes down that a note began.</summary>
    public void AddPlayed(PlayedNote note) => _played.Add(note);

    /// <summary>Takes down that a note ended.</summary>
    public void AddReleased(ReleasedNote note) => _released[(note.Player, note.Index)] = note.Time;

    /// <summary>When the note ended, or null if nobody said so.</summary>
    public double? ReleaseOf(string player, int index) =>
        _released.TryGetValue((player, index), out var time) ? time : null;
}
