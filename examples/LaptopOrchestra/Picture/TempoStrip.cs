namespace LaptopOrchestra;

/// <summary>The tempo that the conductor published, in quarters per minute, as a stepped line.</summary>
internal static class TempoStrip
{
    private const double Floor = Layout.TempoTop + Layout.TempoHeight;

    public static void Draw(Svg svg, Layout layout, Performance performance)
    {
        var tempos = performance.Tempo.Tempos;
        var fastest = tempos.Max(tempo => tempo.BeatsPerSecond);
        double Y(Tempo tempo) => Floor - tempo.BeatsPerSecond / fastest * (Layout.TempoHeight - 16);

        var line = new List<(double X, double Y)>();
        for (var i = 0; i < tempos.Count; i++)
        {
            var end = i + 1 < tempos.Count ? tempos[i + 1].TimeOffset : performance.End;
            line.Add((layout.Time(tempos[i].TimeOffset), Y(tempos[i])));
            line.Add((layout.Time(end), Y(tempos[i])));
        }

        svg.Line(Layout.Left, Floor, Layout.Right, Floor, ("stroke", Palette.BarLine));
        svg.Path([(Layout.Left, Floor), .. line, (Layout.Right, Floor)], ("fill", Palette.Faint), ("fill-opacity", 0.10));
        svg.Path(line, ("fill", "none"), ("stroke", Palette.Ink), ("stroke-width", 1.6), ("stroke-linejoin", "round"));
        svg.Text(Layout.Left - 10, Floor - 18, "tempo", ("font-size", 12), ("text-anchor", "end"), ("fill", Palette.Faint));
        for (var i = 0; i < tempos.Count; i++)
            Label(svg, layout.Time(tempos[i].TimeOffset), Y(tempos[i]), tempos, i);
    }

    // The first tempo, every peak and every slower tempo get a number; a held beat gets a fermata.
    private static void Label(Svg svg, double x, double y, IReadOnlyList<Tempo> tempos, int i)
    {
        var speed = tempos[i].BeatsPerSecond;
        if (speed == 0)
            DrawFermata(svg, x + 14, Layout.TempoTop + 10);
        else if (i == 0 || !IsAfterFermata(tempos, i) && (speed < tempos[i - 1].BeatsPerSecond || i + 1 < tempos.Count && speed > tempos[i + 1].BeatsPerSecond))
            svg.Text(x + 2, y - 6, $"♩ = {speed * 60:F0}", ("font-size", 12), ("fill", Palette.Ink));
    }

    private static bool IsAfterFermata(IReadOnlyList<Tempo> tempos, int i) => tempos[i - 1].BeatsPerSecond == 0;

    private static void DrawFermata(Svg svg, double x, double y)
    {
        svg.Path(FormattableString.Invariant($"M{x - 9:F1},{y + 4:F1} a9,9 0 0 1 18,0"), ("fill", "none"), ("stroke", Palette.Ink), ("stroke-width", 1.8));
        svg.Circle(x, y + 2, 1.9, ("fill", Palette.Ink));
    }
}
