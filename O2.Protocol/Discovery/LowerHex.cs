namespace O2.Protocol;

/// <summary>Reads the hexadecimal fields of process names, in which upper-case digits and signs are errors.</summary>
internal static class LowerHex
{
    /// <summary>Reads up to 8 digits.</summary>
    /// <param name="text">The digits; every character has to be one of <c>0-9a-f</c>.</param>
    /// <param name="value">The number, or 0.</param>
    /// <returns>Whether all characters are lower-case digits.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out uint value)
    {
        value = 0;
        if (text.Length is 0 or > 8)
        {
            return false;
        }

        uint result = 0;
        foreach (char c in text)
        {
            if (!char.IsAsciiHexDigitLower(c))
            {
                return false;
            }

            result = (result << 4) | (uint)(c <= '9' ? c - '0' : c - 'a' + 10);
        }

        value = result;
        return true;
    }
}
