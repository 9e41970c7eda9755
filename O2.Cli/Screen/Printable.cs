namespace O2.Cli;

/// <summary>Text from others, made safe to print: a terminal obeys what it reads.</summary>
internal static class Printable
{
    /// <summary>The text with a question mark for each control character.</summary>
    public static string Of(string text) => text.Any(char.IsControl) ? string.Concat(text.Select(c => char.IsControl(c) ? '?' : c)) : text;
}
