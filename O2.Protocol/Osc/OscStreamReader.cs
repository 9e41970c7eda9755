namespace O2.Protocol.Osc;

/// <summary>Cuts a byte stream into OSC packets. The first byte tells how they are framed.</summary>
/// <remarks>
/// <para>A length prefix begins with 0, as packets are shorter than 64 KiB. A SLIP stream begins with END, or right away with the <c>/</c> or <c>#</c> of a packet.</para>
/// <para>SLIP finds back into step after anything; a length that no packet has does not let one.</para>
/// Thread-safe: no; one for each connection. Allocates: only while its buffer grows, to 64 KiB at most. Source: OSC 1.0 and 1.1; RFC 1055.
/// </remarks>
public sealed class OscStreamReader
{
    /// <summary>Longest packet that is read, in bytes. C++ O2 has the same bound.</summary>
    public const int MaxPacketBytes = ProtocolLimits.MaxTcpFrameBytes;

    private readonly PacketBuffer _packet = new(MaxPacketBytes);
    private IPacketReader? _reader;

    /// <summary>How the packets are framed; null before the first byte.</summary>
    public OscFraming? Framing => _reader?.Framing;

    /// <summary>Reads up to the end of the next packet.</summary>
    /// <param name="input">What has arrived and was not read yet.</param>
    /// <param name="consumed">How many bytes of it were read; go on behind them.</param>
    /// <param name="packet">The packet, valid until the next call; its bytes may be changed. Empty unless there is one.</param>
    /// <returns>What was found.</returns>
    public OscStreamStatus Read(ReadOnlySpan<byte> input, out int consumed, out Span<byte> packet)
    {
        consumed = 0;
        packet = default;
        if (input.IsEmpty)
            return OscStreamStatus.NeedMoreData;

        _reader ??= input[0] is SlipReader.End or (byte)'/' or (byte)'#' ? new SlipReader(_packet) : new LengthPrefixReader(_packet);
        OscStreamStatus status = _reader.Read(input, out consumed);
        if (status == OscStreamStatus.Packet)
            packet = _packet.Take();

        return status;
    }
}
