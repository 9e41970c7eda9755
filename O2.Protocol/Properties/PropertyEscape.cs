using System.Buffers;
using System.Text;

namespace O2.Protocol;

/// <summary>The escapes of property values: <c>\</c>, <c>:</c> and <c>;</c> stand behind a <c>\</c>.</summary>
internal static class PropertyEscape
{
    private static readonly SearchValues<char> Special = SearchValues.Create("\\:;");

    /// <summary>Escapes a plain value.</summary>
    /// <param name="value">The plain value.</param>
    /// <returns>The text for the wire.</returns>
    public static string Add(string value)
    {
        if (!value.AsSpan().ContainsAny(Special))
            return value;

        StringBuilder escaped = new(value.Length + 8);
        foreach (char c in value)
        {
            if (Special.Contains(c))
                escaped.Append('\\');

            escaped.Append(c);
        }

        return escaped.ToString();
    }

    /// <summary>Takes one <c>\</c> away from in front of each escaped character.</summary>
    /// <param name="escaped">The text from the wire.</param>
    /// <returns>The plain value.</returns>
    public static string Remove(ReadOnlySpan<char> escaped)
    {
        if (!escaped.Contains('\\'))
            return escaped.ToString();

        StringBuilder plain = new(escaped.Length);
        for (int i = 0; i < escaped.Length; i++)
        {
            if (escaped[i] == '\\' && i + 1 < escaped.Length)
                i++;

            plain.Append(escaped[i]);
        }

        return plain.ToString();
    }
}
