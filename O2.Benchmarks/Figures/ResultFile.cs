using System.Globalization;
using System.Text.Json;

namespace O2.Benchmarks;

/// <summary>Writes the figures for programs: one flat JSON object, name to number, for each run; for a figure that was compared round by round its ratio, too (<c>NAME.ratio</c>).</summary>
internal static class ResultFile
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <returns>The path of the file; its name is the time of day in UTC.</returns>
    public static string Write(FigureList figures, string directory)
    {
        Directory.CreateDirectory(directory);
        string path = Path.Combine(directory, DateTime.UtcNow.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture) + ".json");
        var numbers = figures.All.Concat(figures.All.Where(f => f.Ratio is not null).Select(f => new Figure($"{f.Name}.ratio", f.Ratio!.Value)))
            .Where(f => double.IsFinite(f.Value)).ToDictionary(f => f.Name, f => Math.Round(f.Value, 6));
        File.WriteAllText(path, JsonSerializer.Serialize(numbers, Indented) + "\n");
        return path;
    }
}
