using System.Globalization;

namespace O2.Protocol;

/// <summary>Reads and writes the hexadecimal fields of process names, in which upper-case digits and signs are errors.</summary>
internal static class LowerHex
{
    private const int AddressDigits = 8;
    private const int PortDigits = 4;

    /// <summary>Reads an IPv4 address of exactly 8 digits.</summary>
    /// <param name="text">The digits.</param>
    /// <param name="address">The address, first octet in the highest byte, or 0.</param>
    /// <returns>Whether the text has the form.</returns>
    public static bool TryParseAddress(ReadOnlySpan<char> text, out uint address) => TryParse(text, AddressDigits, out address);

    /// <summary>Writes an IPv4 address with exactly 8 digits.</summary>
    /// <param name="address">The address, first octet in the highest byte.</param>
    /// <returns>The digits.</returns>
    public static string FormatAddress(uint address) => address.ToString("x8", CultureInfo.InvariantCulture);

    /// <summary>Reads a port of exactly 4 digits.</summary>
    /// <param name="text">The digits.</param>
    /// <param name="port">The port, 1 to 65535, or 0.</param>
    /// <returns>Whether the text has the form and is not <c>0000</c>.</returns>
    public static bool TryParsePort(ReadOnlySpan<char> text, out int port)
    {
        bool isNumber = TryParse(text, PortDigits, out uint value);
        port = (int)value;
        return isNumber && value != 0;
    }

    private static bool TryParse(ReadOnlySpan<char> text, int digits, out uint value)
    {
        value = 0;
        if (text.Length != digits)
            return false;

        uint result = 0;
        foreach (char c in text)
        {
            if (!char.IsAsciiHexDigitLower(c))
                return false;

            result = (result << 4) | (uint)(c <= '9' ? c - '0' : c - 'a' + 10);
        }

        value = result;
        return true;
    }
}
