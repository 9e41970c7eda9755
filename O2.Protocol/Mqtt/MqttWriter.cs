using System.Buffers.Binary;
using System.Text;

namespace O2.Protocol.Mqtt;

/// <summary>Writes the packets that a client sends.</summary>
/// <remarks>Thread-safe: yes. A topic or name is at most <see cref="MqttLimits.MaxTextBytes"/> long. Source: MQTT 3.1.1, section 3.</remarks>
public static class MqttWriter
{
    private const byte ProtocolLevel = 4;
    private const byte CleanSession = 2, HasWill = 4, HasPassword = 0x40, HasUserName = 0x80;
    private const int SubscribeFlags = 2;
    private const int Duplicate = 8;
    private const int LengthBytes = 2, IdBytes = 2;

    /// <summary>Writes a CONNECT packet.</summary>
    /// <param name="connect">Who connects.</param>
    /// <returns>The packet.</returns>
    /// <exception cref="OverflowException">A text or the will is longer than <see cref="MqttLimits.MaxTextBytes"/>.</exception>
    public static byte[] Connect(MqttConnect connect)
    {
        bool hasPassword = connect.UserName is not null && connect.Password is not null;
        int flags = CleanSession | (connect.WillTopic is null ? 0 : HasWill) | (connect.UserName is null ? 0 : HasUserName) | (hasPassword ? HasPassword : 0);
        int length = LengthBytes + 4 + 1 + 1 + LengthBytes + TextSize(connect.ClientId)
            + (connect.WillTopic is { } topic ? TextSize(topic) + LengthBytes + connect.WillPayload.Length : 0)
            + (connect.UserName is { } user ? TextSize(user) : 0) + (hasPassword ? TextSize(connect.Password!) : 0);
        byte[] packet = Start(MqttPacketType.Connect, 0, length, out Span<byte> rest);
        rest = PutText(rest, "MQTT");
        rest[0] = ProtocolLevel;
        rest[1] = (byte)flags;
        BinaryPrimitives.WriteUInt16BigEndian(rest[2..], (ushort)connect.KeepAliveSeconds);
        rest = PutText(rest[4..], connect.ClientId);
        if (connect.WillTopic is not null)
            rest = PutBytes(PutText(rest, connect.WillTopic), connect.WillPayload.Span);

        rest = connect.UserName is null ? rest : PutText(rest, connect.UserName);
        if (hasPassword)
            PutText(rest, connect.Password!);

        return packet;
    }

    /// <summary>Writes a SUBSCRIBE packet for one topic.</summary>
    /// <param name="packetId">Its id, not 0.</param>
    /// <param name="topic">The topic.</param>
    /// <param name="quality">The best quality that is wanted.</param>
    /// <returns>The packet.</returns>
    public static byte[] Subscribe(ushort packetId, string topic, MqttQuality quality)
    {
        byte[] packet = Start(MqttPacketType.Subscribe, SubscribeFlags, IdBytes + TextSize(topic) + 1, out Span<byte> rest);
        PutText(PutId(rest, packetId), topic)[0] = (byte)quality;
        return packet;
    }

    /// <summary>Returns the length of a PUBLISH packet.</summary>
    /// <param name="topic">The topic.</param>
    /// <param name="payloadLength">The length of its payload in bytes.</param>
    /// <param name="quality">Its quality.</param>
    /// <returns>The bytes.</returns>
    public static int PublishSize(string topic, int payloadLength, MqttQuality quality)
    {
        int length = PublishLength(topic, payloadLength, quality);
        return 1 + MqttFramer.LengthBytes(length) + length;
    }

    /// <summary>Writes a PUBLISH packet up to its payload, which the caller puts behind it. It is never retained: a stale name helps nobody.</summary>
    /// <param name="destination">At least <see cref="PublishSize"/> bytes.</param>
    /// <param name="topic">The topic.</param>
    /// <param name="payloadLength">The length of the payload in bytes.</param>
    /// <param name="quality">Its quality.</param>
    /// <param name="packetId">Its id; 0 for <see cref="MqttQuality.AtMostOnce"/>.</param>
    /// <param name="isDuplicate">Whether it was sent before.</param>
    /// <returns>Where the payload goes.</returns>
    public static Span<byte> PublishHead(Span<byte> destination, string topic, int payloadLength, MqttQuality quality, ushort packetId = 0, bool isDuplicate = false)
    {
        int flags = ((int)quality << 1) | (isDuplicate ? Duplicate : 0);
        Span<byte> rest = PutHeader(destination, MqttPacketType.Publish, flags, PublishLength(topic, payloadLength, quality));
        rest = PutText(rest, topic);
        return (quality == MqttQuality.AtMostOnce ? rest : PutId(rest, packetId))[..payloadLength];
    }

    /// <summary>Writes a PUBLISH packet.</summary>
    /// <param name="topic">The topic.</param>
    /// <param name="payload">The payload.</param>
    /// <param name="quality">Its quality.</param>
    /// <param name="packetId">Its id; 0 for <see cref="MqttQuality.AtMostOnce"/>.</param>
    /// <param name="isDuplicate">Whether it was sent before.</param>
    /// <returns>The packet.</returns>
    public static byte[] Publish(string topic, ReadOnlySpan<byte> payload, MqttQuality quality = MqttQuality.AtMostOnce, ushort packetId = 0, bool isDuplicate = false)
    {
        byte[] packet = new byte[PublishSize(topic, payload.Length, quality)];
        payload.CopyTo(PublishHead(packet, topic, payload.Length, quality, packetId, isDuplicate));
        return packet;
    }

    /// <summary>Writes a PUBACK packet.</summary>
    /// <param name="packetId">The id of the message that has come.</param>
    /// <returns>The packet.</returns>
    public static byte[] PublishAnswer(ushort packetId)
    {
        byte[] packet = Start(MqttPacketType.PublishAnswer, 0, IdBytes, out Span<byte> rest);
        PutId(rest, packetId);
        return packet;
    }

    /// <summary>Writes a packet without a body: <see cref="MqttPacketType.Ping"/>, <see cref="MqttPacketType.Disconnect"/>.</summary>
    /// <param name="type">The kind of packet.</param>
    /// <returns>The packet.</returns>
    public static byte[] Empty(MqttPacketType type) => Start(type, 0, 0, out _);

    private static int PublishLength(string topic, int payloadLength, MqttQuality quality) =>
        TextSize(topic) + (quality == MqttQuality.AtMostOnce ? 0 : IdBytes) + payloadLength;

    private static byte[] Start(MqttPacketType type, int flags, int length, out Span<byte> rest)
    {
        byte[] packet = new byte[1 + MqttFramer.LengthBytes(length) + length];
        rest = PutHeader(packet, type, flags, length);
        return packet;
    }

    private static Span<byte> PutHeader(Span<byte> destination, MqttPacketType type, int flags, int length)
    {
        destination[0] = (byte)(((int)type << 4) | flags);
        int bytes = MqttFramer.LengthBytes(length);
        for (int i = 1; i <= bytes; i++, length >>= 7)
            destination[i] = (byte)((length & 0x7F) | (i < bytes ? 0x80 : 0));

        return destination[(1 + bytes)..];
    }

    private static int TextSize(string text) => LengthBytes + Encoding.UTF8.GetByteCount(text);

    private static Span<byte> PutText(Span<byte> destination, string text)
    {
        int count = Encoding.UTF8.GetBytes(text, destination[LengthBytes..]);
        BinaryPrimitives.WriteUInt16BigEndian(destination, checked((ushort)count));
        return destination[(LengthBytes + count)..];
    }

    private static Span<byte> PutBytes(Span<byte> destination, ReadOnlySpan<byte> bytes)
    {
        BinaryPrimitives.WriteUInt16BigEndian(destination, checked((ushort)bytes.Length));
        bytes.CopyTo(destination[LengthBytes..]);
        return destination[(LengthBytes + bytes.Length)..];
    }

    private static Span<byte> PutId(Span<byte> destination, ushort packetId)
    {
        BinaryPrimitives.WriteUInt16BigEndian(destination, packetId);
        return destination[IdBytes..];
    }
}
