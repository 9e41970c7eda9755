using Spectre.Console;

namespace O2.Cli;

/// <summary>The form of the tables in live views: columns without lines, as in plain text.</summary>
internal static class LiveTable
{
    public static Table Create(params string[] head)
    {
        var table = new Table { Border = TableBorder.None };
        foreach (var title in head)
            table.AddColumn(new TableColumn(new Text(title, Palette.Quiet)).PadLeft(0).PadRight(2));
        return table;
    }
}
