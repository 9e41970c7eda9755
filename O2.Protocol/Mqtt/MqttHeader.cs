namespace O2.Protocol.Mqtt;

/// <summary>What the first bytes of a packet say.</summary>
/// <param name="Type">The kind of packet; others than those of the enumeration occur.</param>
/// <param name="Flags">The four flags; of a message: 8 sent again, 2 and 4 quality, 1 retained.</param>
/// <param name="BodyStart">Where the body begins, in bytes from the start of the packet.</param>
/// <param name="BodyLength">How long it is.</param>
public readonly record struct MqttHeader(MqttPacketType Type, byte Flags, int BodyStart, int BodyLength)
{
    /// <summary>The length of the whole packet in bytes.</summary>
    public int TotalLength => BodyStart + BodyLength;
}
