using System.Globalization;
using O2.Protocol;

namespace O2.Cli;

/// <summary>Turns a word such as <c>0.1,0.2,0.3</c> into a vector; the empty word is the empty vector.</summary>
internal static class VectorWord
{
    /// <summary>The type codes that elements of a vector may have.</summary>
    public const string ElementCodes = "ihfd";

    private static readonly CultureInfo Culture = CultureInfo.InvariantCulture;

    /// <returns>The vector, or null when an element does not fit the type.</returns>
    public static O2Value? Parse(char elementCode, string word)
    {
        var elements = word.Length == 0 ? [] : word.Split(',');
        return elementCode switch
        {
            'i' when TryParse<int>(elements, NumberStyles.AllowLeadingSign, out var numbers) => numbers,
            'h' when TryParse<long>(elements, NumberStyles.AllowLeadingSign, out var numbers) => numbers,
            'f' when TryParse<float>(elements, NumberStyles.Float, out var numbers) => numbers,
            'd' when TryParse<double>(elements, NumberStyles.Float, out var numbers) => numbers,
            _ => null,
        };
    }

    private static bool TryParse<T>(string[] elements, NumberStyles style, out T[] numbers)
        where T : System.Numerics.INumber<T>
    {
        numbers = new T[elements.Length];
        for (var i = 0; i < elements.Length; i++)
        {
            if (!T.TryParse(elements[i], style, Culture, out var number))
                return false;
            numbers[i] = number;
        }

        return true;
    }
}
