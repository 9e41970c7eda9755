using System.Text;

namespace LaptopOrchestra;

/// <summary>The table that ends a performance.</summary>
public static class ReportTable
{
    /// <summary>Formats the table as plain text, lateness and spread in milliseconds.</summary>
    public static string Format(Performance performance, Gathering gathering)
    {
        var text = new StringBuilder();
        var verdict = performance.Verdict;
        text.AppendLine($"  ensemble          {gathering.Ensemble}");
        text.AppendLine($"  players found     {gathering.PlayersFound}");
        text.AppendLine($"  to discovery      {gathering.DiscoverySeconds:F2} s   (all players)");
        text.AppendLine($"  to clock sync     {gathering.SyncSeconds:F2} s   (all players)");
        text.AppendLine($"  music             {performance.End - performance.Start:F1} s, {performance.Score.Bars} bars");
        text.AppendLine();
        text.AppendLine("                                            lateness, ms");
        text.AppendLine("  player   instrument   notes  lost  doubled    p50      p99      max");
        foreach (var voice in performance.Score.Voices)
        {
            var late = performance.NotesOf(voice).Select(note => note.Lateness);
            text.AppendLine(Row(voice.Player, voice.Instrument.Name, performance.NotesOf(voice).Count(),
                verdict.Lost.Count(note => note.Player == voice.Player),
                verdict.Doubled.Count(note => note.Player == voice.Player), Percentiles.Of(late)));
        }

        text.AppendLine(Row("all", "", performance.Notes.Count, verdict.Lost.Count, verdict.Doubled.Count,
            Percentiles.Of(performance.Notes.Select(note => note.Lateness))));
        var spreads = performance.Spreads().ToList();
        var spread = Percentiles.Of(spreads);
        text.AppendLine();
        text.AppendLine($"  spread between players, {spreads.Count,3} common onsets{Milliseconds(spread)}");
        text.AppendLine();
        foreach (var line in IncidentLines.Of(performance))
            text.AppendLine(line);

        if (performance.Strikes.Count > 0)
            text.AppendLine($"  Played along on the touch surface: {performance.Strikes.Count} notes.");

        text.Append(verdict.IsPerfect
            ? $"  Every note was played exactly once: {performance.Notes.Count} of {performance.Score.NoteCount}."
            : $"  NOT every note was played exactly once: {verdict.Lost.Count} lost, {verdict.Doubled.Count} doubled.");
        return text.ToString();
    }

    private static string Row(string player, string instrument, int notes, int lost, int doubled, Percentiles late) =>
        $"  {player,-8} {instrument,-11} {notes,6} {lost,5} {doubled,8}{Milliseconds(late)}";

    private static string Milliseconds(Percentiles seconds) => $"{seconds.P50 * 1000,9:F3}{seconds.P99 * 1000,9:F3}{seconds.Max * 1000,9:F3}";
}
