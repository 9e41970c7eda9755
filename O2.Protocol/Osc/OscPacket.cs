using System.Buffers.Binary;

namespace O2.Protocol.Osc;

/// <summary>Checks OSC packets, and finds their fields.</summary>
/// <remarks>
/// <para>A message: address, type string (from its comma on), arguments. A bundle: <c>#bundle</c>, time tag 8, then for each element its size 4 and a packet.</para>
/// <para>All numbers are big-endian; strings end with NUL and are padded with NUL to a multiple of 4 bytes, blobs likewise (R5.18).</para>
/// Source: OSC 1.0.
/// </remarks>
internal static class OscPacket
{
    /// <summary>Bytes of a bundle before its first element.</summary>
    public const int BundleHeaderBytes = 16;

    private const int TagOffset = 8;

    public static bool IsBundle(ReadOnlySpan<byte> packet) => packet[0] == '#';

    /// <summary>The time tag of a bundle that <see cref="Check"/> found sound.</summary>
    public static ulong TimeTag(ReadOnlySpan<byte> bundle) => BinaryPrimitives.ReadUInt64BigEndian(bundle[TagOffset..]);

    /// <summary>Checks a packet, with all that is in it, before anything of it is used.</summary>
    /// <param name="packet">The packet.</param>
    /// <param name="depth">How many bundles it is in.</param>
    public static OscError Check(ReadOnlySpan<byte> packet, int depth = 0)
    {
        if (packet.IsEmpty || packet.Length % 4 != 0)
            return new(OscErrorKind.Size, packet.Length);

        return IsBundle(packet) ? CheckBundle(packet, depth + 1) : CheckMessage(packet);
    }

    /// <summary>Finds the fields of a message that <see cref="Check"/> found sound.</summary>
    /// <param name="packet">The message.</param>
    /// <param name="addressLength">Bytes of the address, without NUL.</param>
    /// <param name="types">Where the type codes stand, behind their comma.</param>
    /// <param name="data">Offset of the arguments.</param>
    public static void Find(ReadOnlySpan<byte> packet, out int addressLength, out Range types, out int data)
    {
        TryFindText(packet, 0, out addressLength, out data);
        types = default;
        if (data < packet.Length)
        {
            int comma = data;
            TryFindText(packet, comma, out int length, out data);
            types = (comma + 1)..(comma + length);
        }
    }

    /// <summary>Bytes of the argument of a type at the start of <paramref name="data"/>; -1 when it is not all there, -2 when OSC has no such type.</summary>
    public static int Measure(byte type, ReadOnlySpan<byte> data)
    {
        int size = (char)type switch
        {
            'i' or 'f' or 'c' or 'm' or 'r' => 4,
            'h' or 'd' or 't' => 8,
            'T' or 'F' or 'N' or 'I' or '[' or ']' => 0,
            's' or 'S' => TryFindText(data, 0, out _, out int next) ? next : int.MaxValue,
            'b' => MeasureBlob(data),
            _ => -2,
        };
        return size <= data.Length ? size : -1;
    }

    private static OscError CheckBundle(ReadOnlySpan<byte> packet, int depth)
    {
        if (packet.Length < BundleHeaderBytes || !packet.StartsWith("#bundle\0"u8))
            return new(OscErrorKind.Bundle, 0);

        if (depth > ProtocolLimits.MaxBundleDepth)
            return new(OscErrorKind.BundleDepth, 0);

        int offset = BundleHeaderBytes;
        while (offset < packet.Length)
        {
            int size = BinaryPrimitives.ReadInt32BigEndian(packet[offset..]);   // there are 4 bytes: all sizes are multiples of that
            if (size < 0 || size > packet.Length - offset - 4)
                return new(OscErrorKind.Bundle, offset);

            OscError error = Check(packet.Slice(offset + 4, size), depth);
            if (error.Kind != OscErrorKind.None)
                return error with { Offset = offset + 4 + error.Offset };

            offset += 4 + size;
        }

        return default;
    }

    /// <summary>An empty address, as C++ O2 sends it for a service alone, is let through.</summary>
    private static OscError CheckMessage(ReadOnlySpan<byte> packet)
    {
        if (packet[0] is not ((byte)'/' or 0) || !TryFindText(packet, 0, out _, out int types))
            return new(OscErrorKind.Address, 0);

        if (types == packet.Length)
            return default;

        return packet[types] == ',' && TryFindText(packet, types, out int length, out int data)
            ? CheckArguments(packet.Slice(types + 1, length - 1), packet, types + 1, data)
            : new(OscErrorKind.Types, types);
    }

    private static OscError CheckArguments(ReadOnlySpan<byte> types, ReadOnlySpan<byte> packet, int at, int data)
    {
        int open = 0;
        for (int i = 0; i < types.Length; i++)
        {
            open += types[i] switch { (byte)'[' => 1, (byte)']' => -1, _ => 0 };
            if (open < 0)
                return new(OscErrorKind.Types, at + i);

            int size = Measure(types[i], packet[data..]);
            if (size < 0)
                return size == -1 ? new(OscErrorKind.Arguments, data) : new(OscErrorKind.UnknownType, at + i) { Type = (char)types[i] };

            data += size;
        }

        return open == 0 ? default : new(OscErrorKind.Types, at);
    }

    private static int MeasureBlob(ReadOnlySpan<byte> data) =>
        BinaryPrimitives.TryReadUInt32BigEndian(data, out uint bytes) && bytes <= data.Length - 4 ? 4 + ArgumentLayout.Pad4((int)bytes) : int.MaxValue;

    /// <summary>Finds the end of a string; the field behind it is inside the packet or at its end, since all sizes are multiples of 4.</summary>
    private static bool TryFindText(ReadOnlySpan<byte> packet, int offset, out int length, out int next)
    {
        length = packet[offset..].IndexOf((byte)0);
        next = offset + (length & ~3) + 4;
        return length >= 0;
    }
}
