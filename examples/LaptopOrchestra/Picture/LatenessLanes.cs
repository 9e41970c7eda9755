namespace LaptopOrchestra;

/// <summary>How late each note was: a lane for each player, one scale for all.</summary>
internal static class LatenessLanes
{
    private const double Amplitude = Layout.LaneHeight - 10;

    public static void Draw(Svg svg, Layout layout, Performance performance)
    {
        var scale = RoundUp(performance.Notes.Select(note => note.Lateness * 1000).DefaultIfEmpty().Max());
        svg.Text(Layout.Left, layout.LanesTop - 10, $"lateness of every note; a lane is {scale:0.##} ms high", ("font-size", 12), ("fill", Palette.Faint));
        svg.Text(Layout.Right + 12, layout.LanesTop - 10, "99 %", ("font-size", 12), ("fill", Palette.Faint));
        foreach (var voice in performance.Score.Voices)
            svg.Group(() => DrawLane(svg, layout, performance, voice, scale), ("stroke", Palette.Of(voice)), ("fill", Palette.Of(voice)));
    }

    private static void DrawLane(Svg svg, Layout layout, Performance performance, Voice voice, double scale)
    {
        var zero = layout.Lane(voice);
        svg.Line(Layout.Left, zero, Layout.Right, zero, ("stroke", Palette.BarLine));
        svg.Text(Layout.Left - 10, zero - 6, voice.Player, ("font-size", 12), ("text-anchor", "end"), ("stroke", "none"));
        foreach (var note in performance.NotesOf(voice))
        {
            var x = layout.Time(note.Planned);
            var y = zero - note.Lateness * 1000 / scale * Amplitude;
            svg.Line(x, zero, x, y, ("stroke-opacity", 0.5), ("stroke-width", 1.5));
            svg.Circle(x, y, 2.4, ("stroke", "none"));
        }

        var late = Percentiles.Of(performance.NotesOf(voice).Select(note => note.Lateness));
        svg.Text(Layout.Right + 12, zero - 6, $"{late.P99 * 1000:F2} ms", ("font-size", 12), ("stroke", "none"));
    }

    // 1, 2 or 5 times a power of ten, not below a tenth of a millisecond.
    private static double RoundUp(double value)
    {
        var power = Math.Pow(10, Math.Floor(Math.Log10(Math.Max(value, 0.1))));
        return new[] { 1, 2, 5, 10 }.Select(step => step * power).First(candidate => candidate >= value - 1e-9);
    }
}
