namespace LaptopOrchestra;

/// <summary>A piece: its voices, its bars and its tempo marks.</summary>
public sealed record Score(string Title, int BeatsPerBar, IReadOnlyList<Voice> Voices, TempoPlan Tempo)
{
    /// <summary>What stands above the picture.</summary>
    public string Heading { get; init; } = $"{Title}, a round for {Voices.Count} players on one clock";

    /// <summary>Number of notes in all voices.</summary>
    public int NoteCount => Voices.Sum(voice => voice.Notes.Count);

    /// <summary>Length in bars; the last one may be incomplete.</summary>
    public int Bars => (int)Math.Ceiling(Voices.Max(voice => voice.Notes.Max(note => note.End)) / BeatsPerBar);

    /// <summary>The same piece, played <paramref name="factor"/> times as fast.</summary>
    public Score Faster(double factor) => this with { Tempo = Tempo.Faster(factor) };

    /// <summary>The beat on which the last bar ends.</summary>
    public double EndBeat => Bars * BeatsPerBar;
}
