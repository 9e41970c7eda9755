namespace LaptopOrchestra;

/// <summary>The part of the table that says what went wrong and how it was mended.</summary>
public static class IncidentLines
{
    /// <summary>One line for each incident and one for the clock, then an empty one; nothing after a calm evening.</summary>
    public static IEnumerable<string> Of(Performance performance)
    {
        if (performance.Incidents.Count == 0)
            yield break;

        foreach (var incident in performance.Incidents.Where(incident => incident.Kind != IncidentKind.TookOver))
            yield return $"  {Place(performance, incident.Time)}   {incident.Who,-10} {Describe(performance, incident)}";

        if (performance.Steadiness.MaxBy(clock => clock.LargestStep) is { } worst)
            yield return $"  the ensemble's time moved by at most {worst.LargestStep * 1000:F3} ms between two looks ({worst.Who})";

        yield return "";
    }

    private static string Place(Performance performance, double time)
    {
        var (bar, beat) = Math.DivRem((int)Math.Round(performance.Tempo.BeatAt(time) * 10), performance.Score.BeatsPerBar * 10);
        return $"bar {bar + 1,2}, beat {1 + beat / 10.0:F1}";
    }

    private static string Describe(Performance performance, Incident incident)
    {
        if (incident.Kind == IncidentKind.Restarted)
            return $"threw an exception; restarted in {incident.Seconds * 1000:F2} ms";

        if (performance.TakeOverOf(incident) is not { } takeOver)
            return "was killed; nobody took over";

        var text = $"was killed; its stand-by took over after {(takeOver.Time - incident.Time) * 1000:F1} ms";
        var next = performance.Notes.Where(note => note.Voice.Player == incident.Who && note.Planned > incident.Time).OrderBy(note => note.Planned);
        return next.Any() ? $"{text}; next note {next.First().Lateness * 1000:F2} ms late" : text;
    }
}
