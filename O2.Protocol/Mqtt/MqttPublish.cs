using System.Buffers;
using System.Buffers.Binary;

namespace O2.Protocol.Mqtt;

/// <summary>A message to a topic, as it lies in a packet.</summary>
/// <remarks>
/// Body: topic (16-bit length, text), a 16-bit packet id unless the quality is <see cref="MqttQuality.AtMostOnce"/>, payload. Valid as long as the
/// packet's memory is. Source: MQTT 3.1.1, section 3.3.
/// </remarks>
public readonly ref struct MqttPublish
{
    private const int LengthBytes = 2;
    private const int IdBytes = 2;
    private const int QualityShift = 1;
    private const int QualityMask = 3;

    private MqttPublish(ReadOnlySpan<byte> topic, Span<byte> payload, MqttQuality quality, ushort packetId)
    {
        Topic = topic;
        Payload = payload;
        Quality = quality;
        PacketId = packetId;
    }

    /// <summary>The topic, UTF-8.</summary>
    public ReadOnlySpan<byte> Topic { get; }

    /// <summary>The payload; may be empty.</summary>
    public Span<byte> Payload { get; }

    /// <summary>Whether it has to be acknowledged.</summary>
    public MqttQuality Quality { get; }

    /// <summary>What to acknowledge it with; 0 when it need not be.</summary>
    public ushort PacketId { get; }

    /// <summary>Reads a packet of type <see cref="MqttPacketType.Publish"/>.</summary>
    /// <param name="flags">Its flags.</param>
    /// <param name="body">Its body.</param>
    /// <param name="publish">The message.</param>
    /// <returns>False when it is malformed, or has level 2 or 3, which no broker may use with us.</returns>
    public static bool TryRead(byte flags, Span<byte> body, out MqttPublish publish)
    {
        publish = default;
        int level = LevelOf(flags);
        if (level > (int)MqttQuality.AtLeastOnce || !BinaryPrimitives.TryReadUInt16BigEndian(body, out ushort topicLength))
            return false;

        int idStart = LengthBytes + topicLength, payloadStart = idStart + (level == 0 ? 0 : IdBytes);
        if (topicLength == 0 || payloadStart > body.Length)
            return false;

        ushort packetId = level == 0 ? (ushort)0 : BinaryPrimitives.ReadUInt16BigEndian(body[idStart..]);
        publish = new MqttPublish(body[LengthBytes..idStart], body[payloadStart..], (MqttQuality)level, packetId);
        return level == 0 || packetId != 0;
    }

    /// <summary>Reads what a packet of type <see cref="MqttPacketType.Publish"/> that is too long to be kept has to be acknowledged with.</summary>
    /// <param name="header">Its header.</param>
    /// <param name="begun">What has come of its body.</param>
    /// <param name="packetId">The id; 0 when it need not be acknowledged.</param>
    /// <returns>
    /// <see cref="OperationStatus.Done"/>; <see cref="OperationStatus.NeedMoreData"/>; <see cref="OperationStatus.InvalidData"/>: as when <see cref="TryRead"/> is false.
    /// </returns>
    public static OperationStatus TryReadPacketId(MqttHeader header, ReadOnlySpan<byte> begun, out ushort packetId)
    {
        packetId = 0;
        int level = LevelOf(header.Flags);
        if (level is 0 or > (int)MqttQuality.AtLeastOnce)
            return level == 0 ? OperationStatus.Done : OperationStatus.InvalidData;
        if (!BinaryPrimitives.TryReadUInt16BigEndian(begun, out ushort topicLength))
            return OperationStatus.NeedMoreData;
        int idStart = LengthBytes + topicLength;
        if (topicLength == 0 || idStart + IdBytes > header.BodyLength)
            return OperationStatus.InvalidData;
        if (idStart + IdBytes > begun.Length)
            return OperationStatus.NeedMoreData;
        packetId = BinaryPrimitives.ReadUInt16BigEndian(begun[idStart..]);
        return packetId == 0 ? OperationStatus.InvalidData : OperationStatus.Done;
    }

    private static int LevelOf(byte flags) => (flags >> QualityShift) & QualityMask;
}
