namespace LaptopOrchestra;

/// <summary>Says which colour is which player, and how to read a note.</summary>
internal static class Legend
{
    private const double Baseline = 90;

    public static void Draw(Svg svg, Score score)
    {
        var x = Layout.Left;
        foreach (var voice in score.Voices)
        {
            svg.Rectangle(x, Baseline - 10, 18, 11, ("rx", 2.5), ("fill", Palette.Of(voice)));
            var name = voice.Player == voice.Instrument.Name ? voice.Player : $"{voice.Player}, {voice.Instrument.Name}";
            svg.Text(x + 25, Baseline, name, ("font-size", 13), ("fill", Palette.Ink));
            x += 152;
        }

        DrawKey(svg, Layout.Right - 344);
    }

    private static void DrawKey(Svg svg, double x)
    {
        svg.Rectangle(x, Baseline - 10, 34, 11, ("rx", 2.5), ("fill", "none"), ("stroke", Palette.Ink), ("stroke-width", 1.2));
        svg.Text(x + 42, Baseline, "planned", ("font-size", 13), ("fill", Palette.Ink));
        svg.Rectangle(x + 112, Baseline - 9.5, 34, 10, ("fill", Palette.Ink), ("fill-opacity", 0.35));
        svg.Line(x + 112, Baseline - 12, x + 112, Baseline + 3, ("stroke", Palette.Ink), ("stroke-width", 2));
        svg.Text(x + 154, Baseline, "played, on the shared clock", ("font-size", 13), ("fill", Palette.Ink));
    }
}
