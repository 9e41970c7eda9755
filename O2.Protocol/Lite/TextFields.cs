namespace O2.Protocol.Lite;

/// <summary>Takes the fields of a text message one after the other; each ends with U+0003.</summary>
internal ref struct TextFields(ReadOnlySpan<byte> text)
{
    private readonly ReadOnlySpan<byte> _text = text;

    /// <summary>Where the next field begins.</summary>
    public int Offset { get; private set; }

    /// <summary>Bytes that were not taken yet.</summary>
    public readonly int RestLength => _text.Length - Offset;

    /// <summary>Takes the next field.</summary>
    /// <returns>False when no whole field is left.</returns>
    public bool TryNext(out ReadOnlySpan<byte> field)
    {
        ReadOnlySpan<byte> rest = _text[Offset..];
        int end = rest.IndexOf(TextMessageEncoder.EndOfText);
        field = end < 0 ? default : rest[..end];
        Offset += end + 1;
        return end >= 0;
    }
}
