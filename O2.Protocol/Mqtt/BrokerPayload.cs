using System.Buffers.Binary;

namespace O2.Protocol.Mqtt;

/// <summary>The two bytes in front of every payload that processes publish.</summary>
/// <remarks>
/// The reference writes a packet id where MQTT has none, and skips one where there is none; so they are part of the payload for everybody else. Their value
/// means nothing. Ours count what a process has published. Source: O2 2.0, MQTT.
/// </remarks>
public static class BrokerPayload
{
    /// <summary>How many bytes.</summary>
    public const int PrefixBytes = 2;

    /// <summary>Writes them.</summary>
    /// <param name="payload">The payload; at least <see cref="PrefixBytes"/> long.</param>
    /// <param name="number">The number of the publication; its low 16 bits are used.</param>
    /// <returns>What follows them.</returns>
    public static Span<byte> Begin(Span<byte> payload, int number)
    {
        BinaryPrimitives.WriteUInt16BigEndian(payload, unchecked((ushort)number));
        return payload[PrefixBytes..];
    }

    /// <summary>Makes a payload.</summary>
    /// <param name="content">What follows the two bytes.</param>
    /// <param name="number">The number of the publication.</param>
    /// <returns>The payload.</returns>
    public static byte[] Create(ReadOnlySpan<byte> content, int number)
    {
        byte[] payload = new byte[PrefixBytes + content.Length];
        content.CopyTo(Begin(payload, number));
        return payload;
    }
}
