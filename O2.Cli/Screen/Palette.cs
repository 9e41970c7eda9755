using Spectre.Console;

namespace O2.Cli;

/// <summary>The colours of the live views: few, from the terminal's own sixteen, and never the only sign of anything.</summary>
internal static class Palette
{
    public static readonly Style Title = new(decoration: Decoration.Bold);
    public static readonly Style Quiet = new(decoration: Decoration.Dim);
    public static readonly Style Good = new(Color.Green);
    public static readonly Style Waiting = new(Color.Olive);
    public static readonly Style Bad = new(Color.Maroon);

    /// <summary>The word for a status: green when times are shared, yellow while not, red when nobody is there.</summary>
    public static Text Status(string word) =>
        new(word, word == "unknown" ? Bad : word.EndsWith("-no-time", StringComparison.Ordinal) ? Waiting : Good);
}
