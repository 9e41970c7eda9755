namespace LaptopOrchestra;

/// <summary>The paper under the notes: rows of keys, bar lines and beats, seconds.</summary>
internal static class RollGrid
{
    public static void Draw(Svg svg, Layout layout, Performance performance)
    {
        DrawKeys(svg, layout);
        DrawBars(svg, layout, performance);
        DrawSeconds(svg, layout, performance.End - performance.Start, performance.Start);
        svg.Rectangle(Layout.Left, Layout.RollTop, Layout.Right - Layout.Left, layout.RollBottom - Layout.RollTop,
            ("fill", "none"), ("stroke", Palette.BarLine));
    }

    private static void DrawKeys(Svg svg, Layout layout)
    {
        foreach (var key in layout.Keys)
        {
            var y = layout.Key(key);
            if (PitchName.IsBlack(key))
                svg.Rectangle(Layout.Left, y, Layout.Right - Layout.Left, Layout.KeyHeight, ("fill", Palette.BlackKey));

            if (key % 12 is 0 or 5)
                svg.Text(Layout.Left - 10, y + Layout.KeyHeight, PitchName.Of(key), ("font-size", 12), ("text-anchor", "end"), ("fill", Palette.Faint));
        }
    }

    private static void DrawBars(Svg svg, Layout layout, Performance performance)
    {
        var beatsPerBar = performance.Score.BeatsPerBar;
        for (var beat = 0; beat < performance.Score.EndBeat; beat++)
        {
            var x = layout.Time(performance.Tempo.TimeAt(beat));
            var isBar = beat % beatsPerBar == 0;
            svg.Line(x, Layout.RollTop, x, layout.RollBottom, ("stroke", isBar ? Palette.BarLine : Palette.BeatLine));
            if (isBar)
                svg.Text(x + 3, Layout.RollTop - 7, $"{beat / beatsPerBar + 1}", ("font-size", 12), ("fill", Palette.Faint));
        }

        svg.Text(Layout.Left - 10, Layout.RollTop - 7, "bar", ("font-size", 12), ("text-anchor", "end"), ("fill", Palette.Faint));
    }

    private static void DrawSeconds(Svg svg, Layout layout, double seconds, double start)
    {
        var step = seconds > 12 ? 2 : 1;
        for (var second = 0; second <= seconds; second += step)
        {
            var x = layout.Time(start + second);
            svg.Line(x, layout.RollBottom, x, layout.RollBottom + 5, ("stroke", Palette.Faint));
            svg.Text(x, layout.RollBottom + 18, $"{second} s", ("font-size", 12), ("text-anchor", "middle"), ("fill", Palette.Faint));
        }
    }
}
