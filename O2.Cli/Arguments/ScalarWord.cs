using System.Globalization;
using O2.Protocol;

namespace O2.Cli;

/// <summary>Turns one word into one argument that is no vector.</summary>
internal static class ScalarWord
{
    /// <summary>The type codes that take one word.</summary>
    public const string Codes = "ihfdtsScmBb";

    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    /// <returns>The argument, or null when the word does not fit the type.</returns>
    public static O2Value? Parse(char code, string word) => code switch
    {
        'i' when int.TryParse(word, NumberStyles.AllowLeadingSign, Culture, out var number) => number,
        'h' when long.TryParse(word, NumberStyles.AllowLeadingSign, Culture, out var number) => number,
        'f' when float.TryParse(word, NumberStyles.Float, Culture, out var number) => number,
        'd' when double.TryParse(word, NumberStyles.Float, Culture, out var number) => number,
        't' when double.TryParse(word, NumberStyles.Float, Culture, out var seconds) => O2Value.Time(new GlobalTime(seconds)),
        's' => word,
        'S' => O2Value.Symbol(word),
        'c' when word.EnumerateRunes().Count() == 1 => O2Value.Char(word.EnumerateRunes().First().Value),
        'm' when word.Length is 6 or 8 && uint.TryParse(word, NumberStyles.AllowHexSpecifier, Culture, out var midi) => O2Value.Midi(midi),
        'B' when word is "true" or "1" => true,
        'B' when word is "false" or "0" => false,
        'b' => Bytes(word),
        _ => null,
    };

    private static O2Value? Bytes(string word) =>
        word.Length % 2 == 0 && word.All(char.IsAsciiHexDigit) ? (O2Value?)Convert.FromHexString(word) : null;
}
