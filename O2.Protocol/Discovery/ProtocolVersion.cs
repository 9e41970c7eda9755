using System.Globalization;

namespace O2.Protocol;

/// <summary>O2 version numbers: major * 65536 + minor * 256 + patch. Only the major number has to agree between two processes.</summary>
/// <remarks>Thread-safe: yes. Source: O2 2.0, discovery.</remarks>
public static class ProtocolVersion
{
    /// <summary>The version of O2 that this library speaks, 2.0.1.</summary>
    public const int Current = 0x020001;

    private const int MaxField = 255;

    /// <summary>Takes the major number out of a version.</summary>
    /// <param name="version">A version.</param>
    /// <returns>The major number.</returns>
    public static int Major(int version) => version >> 16;

    /// <summary>Tells whether two processes with these versions may connect.</summary>
    /// <param name="version">A version.</param>
    /// <param name="other">Another version.</param>
    /// <returns>Whether the major numbers are equal.</returns>
    public static bool AreCompatible(int version, int other) => Major(version) == Major(other);

    /// <summary>Reads the text of a discovery record, as the reference does: characters other than digits and dots are skipped, missing fields are 0.</summary>
    /// <param name="text">Text such as <c>2.0.1</c>.</param>
    /// <param name="version">The version, or 0.</param>
    /// <returns>False when the result is 0, a field exceeds 255 or there are more than three fields.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, out int version)
    {
        version = 0;
        Span<int> fields = stackalloc int[3];
        fields.Clear();
        int field = 0;
        foreach (char c in text)
        {
            if (c == '.')
            {
                if (++field == fields.Length)
                    return false;
            }
            else if (char.IsAsciiDigit(c))
            {
                fields[field] = (fields[field] * 10) + (c - '0');
                if (fields[field] > MaxField)
                    return false;
            }
        }

        version = (fields[0] << 16) | (fields[1] << 8) | fields[2];
        return version != 0;
    }

    /// <summary>Writes a version as it stands in a discovery record.</summary>
    /// <param name="version">A version.</param>
    /// <returns>Text such as <c>2.0.1</c>.</returns>
    public static string Format(int version) =>
        string.Create(CultureInfo.InvariantCulture, $"{Major(version)}.{(version >> 8) & MaxField}.{version & MaxField}");
}
