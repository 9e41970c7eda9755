namespace O2.Protocol.Osc;

/// <summary>Finds the ends of packets in a byte stream.</summary>
internal interface IPacketReader
{
    /// <summary>The framing that it reads.</summary>
    OscFraming Framing { get; }

    /// <summary>Reads up to the end of the next packet, which is in the reader's buffer then.</summary>
    OscStreamStatus Read(ReadOnlySpan<byte> input, out int consumed);
}
