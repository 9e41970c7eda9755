using System.Globalization;
using System.Text.Json;

namespace O2.Benchmarks;

/// <summary>Writes the figures for programs: one flat JSON object, name to number, for each run.</summary>
internal static class ResultFile
{
    private static readonly JsonSerializerOptions Indented = new() { WriteIndented = true };

    /// <returns>The path of the file; its name is the time of day in UTC.</returns>
    public static string Write(FigureList figures, string directory)
    {
        Directory.CreateDirectory(directory);
        string path = Path.Combine(directory, DateTime.UtcNow.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture) + ".json");
        var numbers = figures.All.Where(f => double.IsFinite(f.Value)).ToDictionary(f => f.Name, f => Math.Round(f.Value, 6));
        File.WriteAllText(path, JsonSerializer.Serialize(numbers, Indented) + "\n");
        return path;
    }
}
