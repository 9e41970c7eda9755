using System.Buffers;
using System.Text;

namespace O2.Protocol;

/// <summary>Converts the bytes of addresses and names to text and back without losing any byte.</summary>
/// <remarks>
/// O2 compares names byte for byte and does not demand UTF-8. A byte that is no part of valid UTF-8 becomes the lone
/// surrogate U+DC00 + byte, so that different bytes stay different text and forwarding reproduces them.
/// </remarks>
internal static class AddressText
{
    private const int EscapeBase = 0xDC00;
    private const char FirstEscape = (char)(EscapeBase + 0x80);
    private const char LastEscape = (char)(EscapeBase + 0xFF);
    private static readonly SearchValues<char> Escapes = AllEscapes();

    /// <summary>Decodes any bytes.</summary>
    public static string Decode(ReadOnlySpan<byte> utf8)
    {
        if (System.Text.Unicode.Utf8.IsValid(utf8))
            return Encoding.UTF8.GetString(utf8);

        var text = new StringBuilder(utf8.Length);
        while (!utf8.IsEmpty)
        {
            if (Rune.DecodeFromUtf8(utf8, out Rune rune, out int consumed) == OperationStatus.Done)
            {
                text.Append(rune.ToString());
            }
            else
            {
                foreach (byte invalid in utf8[..consumed])
                    text.Append((char)(EscapeBase + invalid));
            }

            utf8 = utf8[consumed..];
        }

        return text.ToString();
    }

    /// <summary>Encodes text; fails on a lone surrogate that <see cref="Decode"/> cannot have made, and on NUL.</summary>
    public static bool TryEncode(ReadOnlySpan<char> text, out byte[] utf8)
    {
        utf8 = new byte[Encoding.UTF8.GetMaxByteCount(text.Length)];
        int length = 0;
        while (!text.IsEmpty)
        {
            char first = text[0];
            if (Rune.DecodeFromUtf16(text, out Rune rune, out int consumed) == OperationStatus.Done && first != '\0')
                length += rune.EncodeToUtf8(utf8.AsSpan(length));
            else if (first is >= FirstEscape and <= LastEscape)
                utf8[length++] = (byte)(first - EscapeBase);
            else
                return false;

            text = text[consumed..];
        }

        Array.Resize(ref utf8, length);
        return true;
    }

    /// <summary>How many bytes <see cref="GetBytes"/> writes.</summary>
    public static int GetByteCount(ReadOnlySpan<char> text)
    {
        int count = 0;
        for (int at; (at = IndexOfEscape(text)) >= 0; text = text[(at + 1)..])
            count += Encoding.UTF8.GetByteCount(text[..at]) + 1;

        return count + Encoding.UTF8.GetByteCount(text);
    }

    /// <summary>Encodes any text; a lone surrogate that <see cref="Decode"/> cannot have made becomes U+FFFD.</summary>
    /// <returns>How many bytes were written.</returns>
    public static int GetBytes(ReadOnlySpan<char> text, Span<byte> utf8)
    {
        int count = 0;
        for (int at; (at = IndexOfEscape(text)) >= 0; text = text[(at + 1)..])
        {
            count += Encoding.UTF8.GetBytes(text[..at], utf8[count..]);
            utf8[count++] = (byte)(text[at] - EscapeBase);
        }

        return count + Encoding.UTF8.GetBytes(text, utf8[count..]);
    }

    private static SearchValues<char> AllEscapes()
    {
        Span<char> all = stackalloc char[LastEscape - FirstEscape + 1];
        for (int i = 0; i < all.Length; i++)
            all[i] = (char)(FirstEscape + i);
        return SearchValues.Create(all);
    }

    private static int IndexOfEscape(ReadOnlySpan<char> text)
    {
        int from = 0;
        while (text[from..].IndexOfAny(Escapes) is >= 0 and int found)
        {
            int at = from + found;
            if (at == 0 || !char.IsHighSurrogate(text[at - 1]))
                return at;
            from = at + 1;
        }

        return -1;
    }
}
