namespace O2.Cli;

/// <summary>Text in columns that are as wide as their longest cell.</summary>
internal static class TextTable
{
    private const string Gap = "  ";

    public static void Write(TextWriter output, IReadOnlyList<string> head, IReadOnlyList<IReadOnlyList<string>> rows) =>
        WriteRows(output, [head, .. rows]);

    public static void WriteRows(TextWriter output, IReadOnlyList<IReadOnlyList<string>> rows)
    {
        rows = [.. rows.Select(row => row.Select(Printable.Of).ToList())];
        var widths = rows[0].Select((_, column) => rows.Max(row => row[column].Length)).ToArray();
        foreach (var row in rows)
            output.WriteLine(string.Join(Gap, row.Select((cell, column) => cell.PadRight(widths[column]))).TrimEnd());
    }
}
