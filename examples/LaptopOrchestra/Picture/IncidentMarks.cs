namespace LaptopOrchestra;

/// <summary>What went wrong, across the roll: a line at the moment, a band while somebody was missing, and a word about it below.</summary>
internal static class IncidentMarks
{
    private const double LabelOffset = 36;
    private const double LabelGap = 5;

    public static void Draw(Svg svg, Layout layout, Performance performance)
    {
        Incident[] incidents = [.. performance.Incidents.Where(incident => incident.Kind != IncidentKind.TookOver).OrderBy(incident => incident.Time)];
        foreach (var incident in incidents)
        {
            var voice = performance.Score.Voices.FirstOrDefault(voice => voice.Player == incident.Who);
            var isLast = incident == incidents[^1];
            svg.Group(() => DrawMark(svg, layout, performance, incident, isLast), ("fill", Colour(voice)), ("stroke", Colour(voice)));
        }
    }

    private static string Colour(Voice? voice) => voice is null ? Palette.Ink : Palette.Of(voice);

    // The word about the last one stands to the right of its line, the others to the left: they may lie close together.
    private static void DrawMark(Svg svg, Layout layout, Performance performance, Incident incident, bool isLast)
    {
        var takeOver = performance.TakeOverOf(incident);
        var seconds = takeOver?.Time - incident.Time ?? incident.Seconds;
        var left = layout.Time(incident.Time);
        var bottom = layout.RollBottom + LabelOffset - 12;
        svg.Rectangle(left, Layout.RollTop, layout.Time(incident.Time + seconds) - left, bottom - Layout.RollTop, ("fill-opacity", 0.22), ("stroke", "none"));
        svg.Line(left, Layout.RollTop, left, bottom, ("stroke-width", 1.5));
        var what = incident.Kind == IncidentKind.Restarted ? "restarted in" : takeOver is null ? "killed, nobody took over;" : "killed, replaced in";
        svg.Text(left + (isLast ? LabelGap : -LabelGap), layout.RollBottom + LabelOffset, $"{incident.Who} {what} {seconds * 1000:F1} ms",
            ("font-size", 12), ("text-anchor", isLast ? "start" : "end"), ("stroke", "none"));
    }
}
