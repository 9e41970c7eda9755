using System.Globalization;
using System.Text;

namespace O2.Protocol.Lite;

/// <summary>Reads numbers as C and JavaScript write them.</summary>
internal static class TextNumber
{
    public static bool TryInt32(ReadOnlySpan<byte> text, out int value)
    {
        bool isNumber = TryInt64(text, out long wide);
        value = (int)long.Clamp(wide, int.MinValue, int.MaxValue);
        return isNumber;
    }

    /// <summary>Reads an integer; decimals are cut off, and what is out of range becomes the nearest there is.</summary>
    public static bool TryInt64(ReadOnlySpan<byte> text, out long value)
    {
        if (long.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out value))
            return true;

        bool isNumber = TryDouble(text, out double number);
        value = (long)number; // saturates; NaN gives 0
        return isNumber;
    }

    public static bool TryDouble(ReadOnlySpan<byte> text, out double value) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value) || TryNotFinite(text, out value);

    public static bool TrySingle(ReadOnlySpan<byte> text, out float value)
    {
        if (float.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out value))
            return true;

        bool isNumber = TryNotFinite(text, out double number);
        value = (float)number;
        return isNumber;
    }

    /// <summary>Reads what <c>%g</c> makes of numbers that are not finite.</summary>
    private static bool TryNotFinite(ReadOnlySpan<byte> text, out double value)
    {
        bool isNegative = text is [(byte)'-', ..];
        ReadOnlySpan<byte> name = isNegative ? text[1..] : text;
        if (Ascii.EqualsIgnoreCase(name, "inf"u8))
        {
            value = isNegative ? double.NegativeInfinity : double.PositiveInfinity;
            return true;
        }

        value = double.NaN;
        return Ascii.EqualsIgnoreCase(name, "nan"u8);
    }
}
