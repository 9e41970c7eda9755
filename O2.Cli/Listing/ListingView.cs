using System.Globalization;
using O2.Protocol;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace O2.Cli;

/// <summary>Draws a listing for a terminal.</summary>
internal static class ListingView
{
    /// <param name="listing">What to show.</param>
    /// <param name="now">The ensemble's time.</param>
    public static IRenderable Of(EnsembleListing listing, GlobalTime now) => new Rows(
        new Text(Headline(listing, now), Palette.Title),
        new Text($"clock {listing.Clock.Describe()}", listing.Clock.Synced ? Palette.Good : Palette.Waiting),
        Text.Empty,
        Processes(listing),
        Text.Empty,
        Services(listing),
        Text.Empty,
        new Text("Ctrl-C ends.", Palette.Quiet));

    private static string Headline(EnsembleListing listing, GlobalTime now)
    {
        var time = now < GlobalTime.Immediately ? "" : string.Create(CultureInfo.InvariantCulture, $", time {now.Seconds:0.0} s");
        return $"{listing.Ensemble}: {Count(listing.Processes.Count, "other process", "other processes")}, {Count(listing.Services.Count, "service", "services")}{time}";
    }

    public static Table Processes(EnsembleListing listing)
    {
        var table = LiveTable.Create("PROCESS", "STATUS", "VIA");
        foreach (var row in listing.Processes)
            table.AddRow(new Text(row.Name), Palette.Status(row.Status), new Text(row.Via));
        return table;
    }

    public static Table Services(EnsembleListing listing)
    {
        var table = LiveTable.Create("SERVICE", "PROCESS", "STATUS", "PROPERTIES", "TAPPED BY");
        foreach (var row in listing.Services)
            table.AddRow(Cell(row.Name, Palette.Title), Cell(row.Process ?? "-"), Palette.Status(row.Status), Cell(row.PropertiesText), Cell(row.TappersText));
        return table;
    }

    private static Text Cell(string text, Style? style = null) => new(Printable.Of(text), style);

    private static string Count(int number, string one, string many) => number == 1 ? $"1 {one}" : $"{number} {many}";
}
