using System.Buffers.Binary;

namespace O2.Protocol;

/// <summary>Which argument type becomes which, and how.</summary>
/// <remarks>
/// Numbers, <c>t</c>, <c>B</c>, <c>T</c> and <c>F</c> become each other; strings and symbols are the same; nothing else
/// converts. <c>F</c> asked for as <c>T</c> succeeds: the reference's manual denies it, its code does it, and programs run
/// on the code. A <c>B</c> that is neither 0 nor 1 counts as true. Thread-safe: yes. Allocates: no.
/// Source: O2 2.0, "Type coercion".
/// </remarks>
public static class Coercion
{
    /// <summary>Whether a handler with these types takes a message: as many type codes, and each argument convertible.</summary>
    /// <param name="handlerTypes">Type string of the handler without comma; null takes every message, "" only those without arguments.</param>
    /// <param name="view">The message.</param>
    /// <returns>True when the handler is to be called.</returns>
    public static bool Accepts(string? handlerTypes, in O2MessageView view)
    {
        if (handlerTypes is null)
            return true;

        if (handlerTypes.Length != view.Types.Length)
            return false;

        if (HasFixedTypes(handlerTypes, view))
            return true;

        O2MessageReader reader = view.Reader();
        for (int type = 0; type < handlerTypes.Length; type++)
        {
            if (!reader.TryTake(handlerTypes[type]))
                return false;
        }

        return reader.IsAtEnd;
    }

    /// <summary>The usual case: the types are the same, each has a size of its own, and the arguments are all there.</summary>
    private static bool HasFixedTypes(string handlerTypes, in O2MessageView view)
    {
        int bytes = 0;
        for (int type = 0; type < handlerTypes.Length; type++)
        {
            char code = handlerTypes[type];
            if (code != view.Types[type] || code is '[' or ']' || ArgumentLayout.FixedSize(code) is not (>= 0 and int size))
                return false;

            bytes += size;
        }

        return bytes <= view.Raw.Length;
    }

    /// <summary>Truncates toward zero; NaN and what does not fit become <see cref="int.MinValue"/>.</summary>
    /// <param name="value">The number.</param>
    /// <returns>The integer.</returns>
    public static int ToInt32(double value) => value is > int.MinValue - 1.0 and < int.MaxValue + 1.0 ? (int)value : int.MinValue;

    /// <summary>Truncates toward zero; NaN and what does not fit become <see cref="long.MinValue"/>.</summary>
    /// <param name="value">The number.</param>
    /// <returns>The integer.</returns>
    public static long ToInt64(double value) => value is >= long.MinValue and < -(double)long.MinValue ? (long)value : long.MinValue;

    /// <summary>Reads an item as <c>i</c>.</summary>
    internal static bool TryInt32(char from, ReadOnlySpan<byte> item, out int value)
    {
        switch (from)
        {
            case 'i' or 'B':
                value = BinaryPrimitives.ReadInt32LittleEndian(item);
                return true;
            case 'h':
                value = unchecked((int)BinaryPrimitives.ReadInt64LittleEndian(item));
                return true;
            default:
                bool isNumber = TryDouble(from, item, out double number);
                value = ToInt32(number);
                return isNumber;
        }
    }

    /// <summary>Reads an item as <c>h</c>.</summary>
    internal static bool TryInt64(char from, ReadOnlySpan<byte> item, out long value)
    {
        switch (from)
        {
            case 'i' or 'B':
                value = BinaryPrimitives.ReadInt32LittleEndian(item);
                return true;
            case 'h':
                value = BinaryPrimitives.ReadInt64LittleEndian(item);
                return true;
            default:
                bool isNumber = TryDouble(from, item, out double number);
                value = ToInt64(number);
                return isNumber;
        }
    }

    /// <summary>Reads an item as <c>f</c>.</summary>
    internal static bool TrySingle(char from, ReadOnlySpan<byte> item, out float value)
    {
        switch (from)
        {
            case 'f':
                value = BinaryPrimitives.ReadSingleLittleEndian(item);
                return true;
            case 'h':
                value = BinaryPrimitives.ReadInt64LittleEndian(item);
                return true;
            case 'i' or 'B':
                value = BinaryPrimitives.ReadInt32LittleEndian(item);
                return true;
            default:
                bool isNumber = TryDouble(from, item, out double number);
                value = (float)number;
                return isNumber;
        }
    }

    /// <summary>Reads an item as <c>d</c> or <c>t</c>.</summary>
    internal static bool TryDouble(char from, ReadOnlySpan<byte> item, out double value)
    {
        double? number = from switch
        {
            'd' or 't' => BinaryPrimitives.ReadDoubleLittleEndian(item),
            'f' => BinaryPrimitives.ReadSingleLittleEndian(item),
            'i' or 'B' => BinaryPrimitives.ReadInt32LittleEndian(item),
            'h' => BinaryPrimitives.ReadInt64LittleEndian(item),
            'T' => 1,
            'F' => 0,
            _ => null,
        };
        value = number.GetValueOrDefault();
        return number.HasValue;
    }

    /// <summary>Reads an item as <c>B</c>: true when it is not zero. NaN is not zero, -0.0 is.</summary>
    internal static bool TryBoolean(char from, ReadOnlySpan<byte> item, out bool value)
    {
        bool isNumber = TryDouble(from, item, out double number);
        value = number != 0;
        return isNumber;
    }

    /// <summary>Whether an item converts to a type code; vectors and arrays are the reader's matter.</summary>
    internal static bool Converts(char from, ReadOnlySpan<byte> item, char to) => to switch
    {
        'i' or 'h' or 'f' or 'd' or 't' or 'B' => TryDouble(from, item, out _),
        'T' => from == 'F' || (TryBoolean(from, item, out bool value) && value),
        'F' => TryBoolean(from, item, out bool value) && !value,
        's' or 'S' => from is 's' or 'S',
        'c' or 'b' or 'm' or 'N' or 'I' => from == to,
        _ => false,
    };
}
