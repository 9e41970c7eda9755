namespace LaptopOrchestra;

/// <summary>"Frère Jacques" (traditional, France, 18th century or earlier) as a round in four voices.</summary>
/// <remarks>
/// Each voice enters two bars after the other, one octave lower. After twelve bars, six of them with all four voices,
/// a bar of coda lets everybody ring the bells together: tonic, dominant, tonic with a fermata.
/// </remarks>
public static class FrereJacques
{
    private const int BeatsPerBar = 4;
    private const int BarsPerPhrase = 2;
    private const int RoundBars = 12;
    private const int CodaBeat = RoundBars * BeatsPerBar;

    // One bar of each phrase in F major, (length in quarters, key); the song sings every bar twice.
    private static readonly (string Words, (double Length, int Key)[] Bar)[] Phrases =
    [
        ("Frère Jacques", [(1, 65), (1, 67), (1, 69), (1, 65)]),
        ("Dormez-vous ?", [(1, 69), (1, 70), (2, 72)]),
        ("Sonnez les matines", [(0.5, 72), (0.5, 74), (0.5, 72), (0.5, 70), (1, 69), (1, 65)]),
        ("Din, dan, don", [(1, 65), (1, 60), (2, 65)]),
    ];

    private static readonly int[] PhraseVelocity = [66, 72, 80, 76];

    // The coda's three chords, top voice first: F, C, F.
    private static readonly int[][] Coda = [[77, 76, 77], [69, 67, 69], [60, 60, 60], [41, 36, 41]];

    /// <summary>Writes the score.</summary>
    public static Score Compose() => new("Frère Jacques", BeatsPerBar, [.. Instruments.Quartet.Select(ComposeVoice)], Marks());

    private static Voice ComposeVoice(Instrument instrument, int index)
    {
        var notes = new List<Note>();
        var lyrics = new List<Lyric>();
        var entry = index * BarsPerPhrase;
        for (var bar = entry; bar < RoundBars; bar++)
        {
            var phrase = (bar - entry) / BarsPerPhrase % Phrases.Length;
            var isEcho = (bar - entry) % BarsPerPhrase == 1;
            if (!isEcho)
                lyrics.Add(new Lyric(bar * BeatsPerBar, Phrases[phrase].Words));

            AddBar(notes, bar, phrase, isEcho, transposition: 12 - 12 * index, isEntry: bar == entry);
        }

        lyrics.Add(new Lyric(CodaBeat, Phrases[^1].Words));
        AddCoda(notes, Coda[index]);
        return new Voice(index + 1, instrument, notes, lyrics);
    }

    private static void AddBar(List<Note> notes, int bar, int phrase, bool isEcho, int transposition, bool isEntry)
    {
        var position = 0.0;
        foreach (var (length, key) in Phrases[phrase].Bar)
        {
            var velocity = PhraseVelocity[phrase] + Accent(position) + bar + (isEcho ? -9 : 0) + (isEntry ? 14 : 0);
            notes.Add(new Note(bar * BeatsPerBar + position, Articulate(length), key + transposition, velocity));
            position += length;
        }
    }

    private static void AddCoda(List<Note> notes, int[] keys)
    {
        notes.Add(new Note(CodaBeat, Articulate(1), keys[0], 92));
        notes.Add(new Note(CodaBeat + 1, Articulate(1), keys[1], 88));
        notes.Add(new Note(CodaBeat + 2, 2, keys[2], 100));
    }

    private static int Accent(double position) => position switch { 0 => 8, 2 => 4, 1 or 3 => 0, _ => -4 };

    // A little air between the notes: repeated keys must be heard as two.
    private static double Articulate(double length) => length * 0.9;

    private static TempoPlan Marks()
    {
        var plan = new TempoPlan().At(0, beatsPerMinute: 132);
        for (var bar = 2; bar < RoundBars; bar++)
        {
            plan = plan.At(bar * BeatsPerBar, beatsPerMinute: 128 + 4 * bar);   // poco a poco accelerando, to 172
        }

        return plan.At(CodaBeat, beatsPerMinute: 108).Fermata(CodaBeat + 3, TimeSpan.FromSeconds(0.9));
    }
}
