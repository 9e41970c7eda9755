using System.Globalization;

namespace O2.Cli;

/// <summary>Prints a listing for people.</summary>
internal static class ListingText
{
    public static void Write(TextWriter output, EnsembleListing listing)
    {
        output.WriteLine($"ensemble  {listing.Ensemble}");
        output.WriteLine($"this is   {listing.Self}");
        output.WriteLine($"clock     {Describe(listing.Clock)}");
        output.WriteLine();
        Section(output, listing.Processes, "no other processes", ["PROCESS", "STATUS", "VIA"], it => [it.Name, it.Status, it.Via]);
        output.WriteLine();
        Section(output, listing.Services, "no services", ["SERVICE", "PROCESS", "STATUS", "PROPERTIES", "TAPPED BY"], it =>
            [it.Name, it.Process ?? "-", it.Status, Pairs(it.Properties), string.Join(' ', it.Taps.Select(tap => tap.Tapper))]);
    }

    private static string Describe(ClockRow clock) => clock switch
    {
        { Synced: false, Reference: null } => "no clock reference",
        { Synced: false } => $"not yet synchronized with {clock.Reference}",
        _ => string.Create(CultureInfo.InvariantCulture,
            $"synchronized with {clock.Reference}: offset {clock.OffsetSeconds:+0.000000;-0.000000} s, round trip {clock.RoundTripSeconds * 1000:0.00} ms"),
    };

    private static void Section<T>(TextWriter output, IReadOnlyList<T> items, string none, string[] head, Func<T, string[]> row)
    {
        if (items.Count == 0)
            output.WriteLine(none);
        else
            Table.Write(output, head, [.. items.Select(row)]);
    }

    private static string Pairs(IReadOnlyDictionary<string, string> properties) =>
        string.Join(' ', properties.Select(property => $"{property.Key}:{property.Value}"));
}
