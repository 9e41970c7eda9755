namespace LaptopOrchestra;

/// <summary>Draws a performance: tempo above, planned and actual notes on the shared clock in the middle, lateness of every note below.</summary>
public static class PianoRoll
{
    private const string Fonts = "system-ui, -apple-system, 'Segoe UI', 'Helvetica Neue', 'DejaVu Sans', Arial, sans-serif";

    /// <summary>The picture as an SVG document with its own background.</summary>
    public static string Draw(Performance performance)
    {
        var layout = new Layout(performance);
        var heading = performance.Score.Heading;
        var svg = new Svg(Layout.Width, layout.Height, heading, Fonts);
        svg.Rectangle(0.5, 0.5, Layout.Width - 1, layout.Height - 1, ("rx", 10), ("fill", Palette.Paper), ("stroke", Palette.Frame));
        svg.Text(Layout.Left, 40, heading, ("font-size", 23), ("font-weight", 600), ("fill", Palette.Ink));
        svg.Text(Layout.Left, 63, Summary(performance), ("font-size", 13.5), ("fill", Palette.Faint));
        Legend.Draw(svg, performance.Score);
        TempoStrip.Draw(svg, layout, performance);
        RollGrid.Draw(svg, layout, performance);
        RollNotes.Draw(svg, layout, performance);
        IncidentMarks.Draw(svg, layout, performance);
        LatenessLanes.Draw(svg, layout, performance);
        return svg.ToString();
    }

    private static string Summary(Performance performance)
    {
        var late = Percentiles.Of(performance.Notes.Select(note => note.Lateness));
        var spread = Percentiles.Of(performance.Spreads());
        var verdict = performance.Verdict;
        var count = verdict.IsPerfect
            ? $"{performance.Notes.Count} notes, each played exactly once"
            : $"{performance.Score.NoteCount} notes written, {verdict.Lost.Count} lost, {verdict.Doubled.Count} doubled";
        return $"{count}  ·  late by {late.P50 * 1000:F2} ms (median), {late.P99 * 1000:F2} ms (99 %)  ·  together within {spread.P99 * 1000:F2} ms (99 %)";
    }
}
