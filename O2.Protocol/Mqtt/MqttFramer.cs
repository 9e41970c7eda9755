using System.Buffers;

namespace O2.Protocol.Mqtt;

/// <summary>Finds the packets in the bytes that a broker sends: type and flags, a length of 1 to 4 groups of 7 bits (lowest first), then that many bytes.</summary>
/// <remarks>Holds no state: the caller keeps the bytes that are not used up. Thread-safe: yes. Allocates: no. Source: MQTT 3.1.1, section 2.2.</remarks>
public static class MqttFramer
{
    private const int MaxLengthBytes = 4;

    /// <summary>Finds the first packet.</summary>
    /// <param name="buffer">What has been received and not been used up; begins at the start of a packet.</param>
    /// <param name="header">Type, flags, and where the body lies; complete as soon as the length is there.</param>
    /// <returns>
    /// <see cref="OperationStatus.Done"/>: the whole packet is in the buffer.
    /// <see cref="OperationStatus.NeedMoreData"/>: not yet; <see cref="MqttHeader.BodyStart"/> is 0 when even its length is not known.
    /// <see cref="OperationStatus.InvalidData"/>: the length has more than 4 bytes; whoever sends that does not speak MQTT.
    /// </returns>
    public static OperationStatus TryReadPacket(ReadOnlySpan<byte> buffer, out MqttHeader header)
    {
        header = default;
        int length = 0;
        for (int i = 1; i <= MaxLengthBytes && i < buffer.Length; i++)
        {
            length |= (buffer[i] & 0x7F) << (7 * (i - 1));
            if (buffer[i] < 0x80)
            {
                header = new MqttHeader((MqttPacketType)(buffer[0] >> 4), (byte)(buffer[0] & 0x0F), i + 1, length);
                return buffer.Length < header.TotalLength ? OperationStatus.NeedMoreData : OperationStatus.Done;
            }
        }

        return buffer.Length > MaxLengthBytes ? OperationStatus.InvalidData : OperationStatus.NeedMoreData;
    }

    /// <summary>Returns how many bytes state a length.</summary>
    /// <param name="remainingLength">The length of the rest of a packet, 0 to <see cref="MqttLimits.MaxRemainingLength"/>.</param>
    /// <returns>1 to 4.</returns>
    public static int LengthBytes(int remainingLength) => remainingLength switch
    {
        < 1 << 7 => 1,
        < 1 << 14 => 2,
        < 1 << 21 => 3,
        _ => MaxLengthBytes,
    };
}
