namespace O2.Protocol.Osc;

/// <summary>Reads packets that are framed by SLIP. Several ENDs between two packets count as one.</summary>
internal sealed class SlipReader(PacketBuffer packet) : IPacketReader
{
    public const byte End = 0xC0;
    public const byte Escape = 0xDB;
    public const byte EscapedEnd = 0xDC;
    public const byte EscapedEscape = 0xDD;
    private bool _isEscaped;
    private bool _isLost;

    public OscFraming Framing => OscFraming.Slip;

    public OscStreamStatus Read(ReadOnlySpan<byte> input, out int consumed)
    {
        consumed = 0;
        while (consumed < input.Length)
        {
            ReadOnlySpan<byte> rest = input[consumed..];
            if (_isEscaped)
            {
                TakeEscaped(rest[0]);
                consumed += rest[0] == End ? 0 : 1;
                continue;
            }

            int special = rest.IndexOfAny(End, Escape);
            int plain = special < 0 ? rest.Length : special;
            Append(rest[..plain]);
            consumed += plain;
            if (special < 0)
                break;

            consumed++;
            _isEscaped = rest[special] == Escape;
            if (!_isEscaped && (packet.Length > 0 || _isLost))
                return TakeEnd();
        }

        return OscStreamStatus.NeedMoreData;
    }

    /// <summary>An escape that is none costs its packet. An END in its place is one nevertheless.</summary>
    private void TakeEscaped(byte code)
    {
        _isEscaped = false;
        switch (code)
        {
            case EscapedEnd:
                Append([End]);
                break;
            case EscapedEscape:
                Append([Escape]);
                break;
            default:
                Lose();
                break;
        }
    }

    private void Append(ReadOnlySpan<byte> bytes)
    {
        if (!_isLost && !packet.TryAppend(bytes))
            Lose();
    }

    private void Lose()
    {
        _isLost = true;
        packet.Clear();
    }

    private OscStreamStatus TakeEnd()
    {
        bool isLost = _isLost;
        _isLost = false;
        return isLost ? OscStreamStatus.Lost : OscStreamStatus.Packet;
    }
}
