namespace LaptopOrchestra;

/// <summary>A finished performance: the score, the beat as it was conducted, and every note that sounded.</summary>
public sealed record Performance(Score Score, TempoMap Tempo, IReadOnlyList<PerformedNote> Notes, Verdict Verdict)
{
    /// <summary>What happened and is not in the score, in order of time.</summary>
    public IReadOnlyList<Incident> Incidents { get; init; } = [];

    /// <summary>What was played along on a touch surface.</summary>
    public IReadOnlyList<Strike> Strikes { get; init; } = [];

    /// <summary>How steadily the ensemble's time ran at the programs that watched it.</summary>
    public IReadOnlyList<Steadiness> Steadiness { get; init; } = [];

    /// <summary>Global time of the first beat, in seconds.</summary>
    public double Start => Tempo.TimeAt(0);

    /// <summary>Global time at which the last bar ends, in seconds.</summary>
    public double End => Tempo.TimeAt(Score.EndBeat);

    /// <summary>Puts the listener's log beside the score.</summary>
    public static Performance Of(Score score, TempoMap tempo, NotesLog log)
    {
        var voices = score.Voices.ToDictionary(voice => voice.Player);
        var notes = new List<PerformedNote>();
        foreach (var played in log.Played)
        {
            if (!voices.TryGetValue(played.Player, out var voice) || (uint)played.Index >= (uint)voice.Notes.Count)
            {
                continue;   // the verdict reports it
            }

            var note = voice.Notes[played.Index];
            var end = tempo.TimeAt(note.End);
            var released = Math.Max(played.Actual, log.ReleaseOf(played.Player, played.Index) ?? end);   // nothing ends before it begins
            notes.Add(new PerformedNote(voice, note, played.Planned, played.Actual, end, released));
        }

        return new Performance(score, tempo, notes, Verdict.Of(score, log.Played));
    }

    /// <summary>The performance that a flawless orchestra would give, its first beat at <paramref name="start"/>.</summary>
    public static Performance Ideal(Score score, double start)
    {
        var tempo = new TempoMap(score.Tempo.Conduct(start));
        var log = new NotesLog();
        foreach (var voice in score.Voices)
        {
            for (var i = 0; i < voice.Notes.Count; i++)
            {
                var time = tempo.TimeAt(voice.Notes[i].Beat);
                log.AddPlayed(new PlayedNote(voice.Player, i, time, time));
            }
        }

        return Of(score, tempo, log);
    }

    /// <summary>What one voice played.</summary>
    public IEnumerable<PerformedNote> NotesOf(Voice voice) => Notes.Where(note => note.Voice == voice);

    /// <summary>For every beat on which several players begin a note together: seconds between the first and the last of them.</summary>
    public IEnumerable<double> Spreads() =>
        from note in Notes
        group note.Actual by note.Note.Beat into together
        where together.Count() > 1
        select together.Max() - together.Min();

    /// <summary>The take-over that followed a program's death, or null.</summary>
    public Incident? TakeOverOf(Incident death) => Incidents.FirstOrDefault(incident => incident.Kind == IncidentKind.TookOver && incident.Who == death.Who);

    /// <summary>The notes as a synth needs them, <paramref name="leadIn"/> seconds of silence before the first beat.</summary>
    public IReadOnlyCollection<SoundingNote> ToSound(double leadIn) =>
    [
        .. Notes.Select(note => new SoundingNote(
            note.Actual - Start + leadIn, note.Released - Start + leadIn, note.Note.Key, note.Note.Velocity, note.Voice.Instrument)),
        .. from strike in Strikes
           let start = strike.Time - Start + leadIn
           where start >= 0
           select new SoundingNote(start, start + Strike.Seconds, strike.Key, strike.Velocity, Instruments.Bells),
    ];
}
