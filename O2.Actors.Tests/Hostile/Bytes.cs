using System.Buffers.Binary;
using System.Text;

namespace O2.Actors.Tests.Hostile;

/// <summary>Messages byte by byte, also such as no encoder makes.</summary>
internal static class Bytes
{
    /// <summary>A TCP frame with a length that may be a lie.</summary>
    public static byte[] Frame(byte[] body, int? length = null)
    {
        byte[] frame = [0, 0, 0, 0, .. body];
        BinaryPrimitives.WriteInt32BigEndian(frame, length ?? body.Length);
        return frame;
    }

    /// <summary>A message body: flags 1 (reliable), a time, an address, types, arguments.</summary>
    public static byte[] Body(string address, string types, byte[] arguments, double time = 0)
    {
        byte[] header = new byte[12];
        BinaryPrimitives.WriteInt32BigEndian(header, 1);
        BinaryPrimitives.WriteDoubleBigEndian(header.AsSpan(4), time);
        return [.. header, .. Text(Encoding.Latin1.GetBytes(address)), .. Text(Encoding.Latin1.GetBytes("," + types)), .. arguments];
    }

    /// <summary>Bytes of a string with its terminator and padding.</summary>
    public static byte[] Text(byte[] characters) => [.. characters, .. new byte[4 - (characters.Length % 4)]];
}
