namespace LaptopOrchestra;

/// <summary>What a player must not forget: its part, the beat, whether it plays, and which notes are out.</summary>
/// <remarks>
/// It outlives the actor: a restarted player finds it on its stand and goes on, and so does a stand-by that has kept one of its own. Not
/// thread-safe: one actor at a time owns it.
/// </remarks>
public sealed class Desk(Voice voice)
{
    private readonly HashSet<(int Index, bool IsOnset)> _out = [];

    public Voice Voice => voice;

    /// <summary>The conductor's beat as far as it is known.</summary>
    public TempoMap Tempo { get; } = new();

    /// <summary>The beat from which to play; null until the conductor says so.</summary>
    public double? StartBeat { get; set; }

    /// <summary>How steadily the ensemble's time ran while this player read from it.</summary>
    public ClockWatch Clock { get; } = new();

    /// <summary>Ticks off that a note has begun.</summary>
    public void MarkPlayed(int index) => _out.Add((index, true));

    /// <summary>Ticks off that a note has ended.</summary>
    public void MarkReleased(int index) => _out.Add((index, false));

    /// <summary>Whether that has sounded already.</summary>
    public bool IsOut(NoteEvent noteEvent) => _out.Contains((noteEvent.Index, noteEvent.IsOnset));
}
