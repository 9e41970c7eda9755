using System.Buffers.Binary;

namespace O2.Protocol.Osc;

/// <summary>Makes OSC packets out of O2 messages.</summary>
/// <remarks>
/// <para>The service is taken off the address: <c>/synth/x</c> becomes <c>/x</c>, and <c>/synth</c> alone <c>/</c> (R5.20).</para>
/// <para>Types stay as they are, but for <c>B</c>, which becomes <c>T</c> or <c>F</c>, vectors, which become arrays, and <c>t</c>, whose time becomes an NTP time if
/// that is wanted. A bundle becomes a bundle; its time tag is never before that of the bundle around it. The time of a plain message is not sent.</para>
/// Thread-safe: yes. Allocates: for bundles only. See <c>docs/osc.md</c>.
/// </remarks>
public static class OscEncoder
{
    /// <summary>Measures the packet of a message.</summary>
    /// <param name="message">The message; it stays as it is (D1.33).</param>
    /// <param name="size">Bytes of the packet.</param>
    /// <param name="error">Why there is none: a type code that O2 does not have, behind which nothing can be located.</param>
    /// <returns>Whether the message can be translated.</returns>
    public static bool TryMeasure(in O2MessageView message, out int size, out OscError error)
    {
        if (!message.Address.IsBundle)
            return OscMessageWriter.TryMeasure(message, out size, out error);

        size = OscPacket.BundleHeaderBytes;
        error = default;
        foreach (O2Message element in message.ToMessage().ReadElements())
        {
            if (!TryMeasure(element.AsView(), out int elementSize, out error))
                return false;

            size += 4 + elementSize;
        }

        return true;
    }

    /// <summary>Writes a packet.</summary>
    /// <param name="message">A message that <see cref="TryMeasure"/> has measured.</param>
    /// <param name="times">How time tags stand to the ensemble's time now.</param>
    /// <param name="convertsTime">Whether arguments of type <c>t</c> are converted to NTP times; false leaves their 8 bytes alone.</param>
    /// <param name="packet">Room for exactly as many bytes as were measured; every one is written.</param>
    public static void Write(in O2MessageView message, OscTimeBase times, bool convertsTime, Span<byte> packet) =>
        Write(message, times, convertsTime, packet, GlobalTime.Immediately);

    /// <summary>Whether a message can be sent only by a process that knows the ensemble's time: it is a bundle with a time, or one of its elements is.</summary>
    /// <param name="message">The message.</param>
    /// <returns>True when it does.</returns>
    public static bool NeedsClock(in O2MessageView message)
    {
        if (!message.Address.IsBundle)
            return false;

        if (!message.Time.IsImmediate)
            return true;

        foreach (O2Message element in message.ToMessage().ReadElements())
        {
            if (NeedsClock(element.AsView()))
                return true;
        }

        return false;
    }

    private static void Write(in O2MessageView message, OscTimeBase times, bool convertsTime, Span<byte> packet, GlobalTime notBefore)
    {
        if (!message.Address.IsBundle)
        {
            OscMessageWriter.Write(message, times, convertsTime, packet);
            return;
        }

        GlobalTime time = message.Time > notBefore ? message.Time : notBefore;
        "#bundle\0"u8.CopyTo(packet);
        BinaryPrimitives.WriteUInt64BigEndian(packet[8..], times.ToTag(time));
        packet = packet[OscPacket.BundleHeaderBytes..];
        foreach (O2Message element in message.ToMessage().ReadElements())
        {
            TryMeasure(element.AsView(), out int size, out _);
            BinaryPrimitives.WriteInt32BigEndian(packet, size);
            Write(element.AsView(), times, convertsTime, packet.Slice(4, size), time);
            packet = packet[(4 + size)..];
        }
    }
}
