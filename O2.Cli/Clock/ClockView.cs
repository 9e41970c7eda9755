using Spectre.Console;
using Spectre.Console.Rendering;

namespace O2.Cli;

/// <summary>Draws a clock report for a terminal.</summary>
internal static class ClockView
{
    public static IRenderable Of(ClockReport report)
    {
        var facts = new Grid().AddColumn(new GridColumn().PadLeft(0).PadRight(2).NoWrap()).AddColumn(new GridColumn());
        foreach (var (word, value) in ClockText.Facts(report))
            facts.AddRow(new Text(word, Palette.Quiet), new Text(value));
        return new Rows(
            new Text($"clock of the ensemble {report.Ensemble}", Palette.Title),
            facts,
            Text.Empty,
            Followers(report),
            Text.Empty,
            new Text("Ctrl-C ends.", Palette.Quiet));
    }

    private static Table Followers(ClockReport report)
    {
        var table = LiveTable.Create("PROCESS", "CLOCK", "AHEAD OF US, MS", "ITS ROUND TRIP, MS");
        foreach (var column in table.Columns.Skip(2))
            column.RightAligned();
        foreach (var row in report.Processes)
        {
            table.AddRow(
                new Text(row.Name),
                new Text(row.Role, row.Role == FollowerRow.NoClock ? Palette.Waiting : Palette.Good),
                new Text(ClockText.Milliseconds(row.AheadSeconds, "+0.000;-0.000")),
                new Text(ClockText.Milliseconds(row.Role == FollowerRow.Reference ? null : row.ReferenceRoundTripSeconds, "0.000")));
        }

        return table;
    }
}
