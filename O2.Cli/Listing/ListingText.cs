namespace O2.Cli;

/// <summary>Prints a listing for people.</summary>
internal static class ListingText
{
    public static void Write(TextWriter output, EnsembleListing listing)
    {
        output.WriteLine($"ensemble  {listing.Ensemble}");
        output.WriteLine($"this is   {listing.Self}");
        output.WriteLine($"clock     {listing.Clock.Describe()}");
        output.WriteLine();
        Section(output, listing.Processes, "no other processes", ["PROCESS", "STATUS", "VIA"], it => [it.Name, it.Status, it.Via]);
        output.WriteLine();
        Section(output, listing.Services, "no services", ["SERVICE", "PROCESS", "STATUS", "PROPERTIES", "TAPPED BY"], it =>
            [it.Name, it.Process ?? "-", it.Status, it.PropertiesText, it.TappersText]);
    }

    private static void Section<T>(TextWriter output, IReadOnlyList<T> items, string none, string[] head, Func<T, string[]> row)
    {
        if (items.Count == 0)
            output.WriteLine(none);
        else
            TextTable.Write(output, head, [.. items.Select(row)]);
    }
}
