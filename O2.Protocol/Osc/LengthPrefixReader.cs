namespace O2.Protocol.Osc;

/// <summary>Reads packets with their size in front.</summary>
internal sealed class LengthPrefixReader(PacketBuffer packet) : IPacketReader
{
    private const int PrefixBytes = 4;
    private uint _prefix;
    private int _prefixBytes;

    public OscFraming Framing => OscFraming.LengthPrefix;

    /// <remarks>A packet of no bytes is passed over.</remarks>
    public OscStreamStatus Read(ReadOnlySpan<byte> input, out int consumed)
    {
        consumed = 0;
        while (true)
        {
            while (_prefixBytes < PrefixBytes)
            {
                if (consumed == input.Length)
                    return OscStreamStatus.NeedMoreData;

                _prefix = (_prefix << 8) | input[consumed++];
                _prefixBytes++;
            }

            if (_prefix > packet.Limit)
                return OscStreamStatus.OutOfStep;

            int part = Math.Min(input.Length - consumed, (int)_prefix - packet.Length);
            packet.TryAppend(input.Slice(consumed, part));
            consumed += part;
            if (packet.Length < _prefix)
                return OscStreamStatus.NeedMoreData;

            _prefixBytes = 0;
            if (packet.Length > 0)
                return OscStreamStatus.Packet;
        }
    }
}
