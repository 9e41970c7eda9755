namespace LaptopOrchestra;

/// <summary>The notes: outline where they were planned, filled where they sounded, and the words above each phrase.</summary>
internal static class RollNotes
{
    private const double Tick = 1.5;   // a fill ends inside of its outline, a tick stands out of it

    public static void Draw(Svg svg, Layout layout, Performance performance)
    {
        foreach (var voice in performance.Score.Voices)
        {
            svg.Group(() =>
            {
                foreach (var note in performance.NotesOf(voice))
                    DrawNote(svg, layout, note);
            }, ("fill", Palette.Of(voice)), ("stroke", Palette.Of(voice)));
        }

        foreach (var voice in performance.Score.Voices)
            DrawWords(svg, layout, performance, voice);
    }

    private static void DrawNote(Svg svg, Layout layout, PerformedNote note)
    {
        var y = layout.Key(note.Note.Key);
        var planned = layout.Time(note.Planned);
        var actual = layout.Time(note.Actual);
        svg.Rectangle(actual, y + 0.5, layout.Time(note.Released) - actual, Layout.KeyHeight - 1,
            ("stroke", "none"), ("fill-opacity", 0.25 + 0.6 * note.Note.Velocity / 127));
        svg.Rectangle(planned, y + 0.5, layout.Time(note.PlannedEnd) - planned, Layout.KeyHeight - 1, ("rx", 1.5), ("fill", "none"), ("stroke-width", 1));
        svg.Line(actual, y - Tick, actual, y + Layout.KeyHeight + Tick, ("stroke-width", 2));
    }

    private static void DrawWords(Svg svg, Layout layout, Performance performance, Voice voice)
    {
        for (var i = 0; i < voice.Lyrics.Count; i++)
        {
            var begin = voice.Lyrics[i].Beat;
            var end = i + 1 < voice.Lyrics.Count ? voice.Lyrics[i + 1].Beat : double.PositiveInfinity;
            var top = voice.Notes.Where(note => note.Beat >= begin && note.Beat < end).Max(note => note.Key);
            svg.Text(layout.Time(performance.Tempo.TimeAt(begin)), layout.Key(top) - 6, voice.Lyrics[i].Text,
                ("font-size", 11), ("font-style", "italic"), ("fill", Palette.Of(voice)),
                ("stroke", Palette.Paper), ("stroke-width", 3), ("paint-order", "stroke"));
        }
    }
}
