using O2.Protocol;

namespace O2.Cli;

/// <summary>Turns a type string and the words of a command line into the arguments of a message.</summary>
/// <remarks>
/// Each type code takes one word, except <c>T F N I [ ]</c>, which take none. A vector, <c>v</c> with the code of its elements, takes one
/// word with commas: <c>vf 0.1,0.2</c>.
/// </remarks>
internal static class ArgumentWords
{
    private const string CodesWithoutWord = "TFNI[]";

    /// <exception cref="UserErrorException">The types are unknown or do not fit the words.</exception>
    public static O2Value[] Parse(string types, IReadOnlyList<string> words)
    {
        var codes = Split(types);
        var wanted = codes.Count(code => !CodesWithoutWord.Contains(code[0]));
        if (wanted != words.Count)
            throw new UserErrorException($"Types '{types}' want {Count(wanted, "argument")}, and {Count(words.Count, "argument")} came.");

        var values = new O2Value[codes.Count];
        var next = 0;
        for (var i = 0; i < values.Length; i++)
            values[i] = WithoutWord(codes[i][0]) ?? Convert(codes[i], words[next++], next);
        return values;
    }

    private static O2Value Convert(string code, string word, int position) =>
        (code[0] == 'v' ? VectorWord.Parse(code[1], word) : ScalarWord.Parse(code[0], word))
        ?? throw new UserErrorException($"Argument {position}: '{word}' is not {Wanted(code)} (type {code}).");

    private static List<string> Split(string types)
    {
        var codes = new List<string>();
        var open = 0;
        for (var i = 0; i < types.Length; i++)
        {
            var isVector = types[i] == 'v';
            if (isVector && (i + 1 == types.Length || !VectorWord.ElementCodes.Contains(types[i + 1])))
                throw new UserErrorException($"Types '{types}': after v comes the type of the elements, one of {string.Join(' ', VectorWord.ElementCodes.ToCharArray())}.");
            if (!isVector && !ScalarWord.Codes.Contains(types[i]) && !CodesWithoutWord.Contains(types[i]))
                throw new UserErrorException($"Types '{types}': there is no type '{types[i]}'. Known are {string.Join(' ', (ScalarWord.Codes + CodesWithoutWord + "v").ToCharArray())}.");

            open += types[i] switch { '[' => 1, ']' => -1, _ => 0 };
            if (open < 0)
                throw new UserErrorException($"Types '{types}': a ']' has no '['.");
            codes.Add(isVector ? types.Substring(i++, 2) : types.Substring(i, 1));
        }

        return open == 0 ? codes : throw new UserErrorException($"Types '{types}': a '[' has no ']'.");
    }

    private static O2Value? WithoutWord(char code) => code switch
    {
        'T' => O2Value.True,
        'F' => O2Value.False,
        'N' => O2Value.Nil,
        'I' => O2Value.Infinitum,
        '[' => O2Value.ArrayStart,
        ']' => O2Value.ArrayEnd,
        _ => (O2Value?)null,
    };

    private static string Wanted(string code) => code[0] switch
    {
        'i' => "a whole number from -2147483648 to 2147483647",
        'h' => "a whole number of at most 64 bits",
        'f' or 'd' => "a number",
        't' => "a time in seconds",
        'c' => "one character",
        'B' => "true or false",
        'm' => "a MIDI message of 6 or 8 hexadecimal digits, such as 903c64",
        'b' => "bytes in hexadecimal, such as 00ff10",
        'v' => "a list of numbers with commas between them",
        _ => "a text",
    };

    private static string Count(int number, string noun) => number == 1 ? $"1 {noun}" : $"{number} {noun}s";
}
