using System.Buffers.Binary;
using System.Text;

namespace O2.Actors.Tests.Protocol.Osc;

/// <summary>OSC packets, written by other code than that under test.</summary>
internal static class OscBytes
{
    public const ulong Immediately = 1;

    /// <summary>A message; the arguments are ints, longs, floats, doubles, strings, blobs, or bytes as they are for ulong.</summary>
    public static byte[] Message(string address, string types, params object[] arguments) =>
        [.. Text(address), .. Text("," + types), .. arguments.SelectMany(Argument)];

    public static byte[] Bundle(ulong tag, params byte[][] elements) =>
        [.. Text("#bundle"), .. Number(tag), .. elements.SelectMany(element => (byte[])[.. Number((uint)element.Length), .. element])];

    public static byte[] Prefixed(params byte[][] packets) => [.. packets.SelectMany(packet => (byte[])[.. Number((uint)packet.Length), .. packet])];

    public static byte[] Slip(params byte[][] packets) => [.. packets.SelectMany(SlipFrame)];

    public static byte[] Text(string text)
    {
        byte[] utf8 = Encoding.UTF8.GetBytes(text);
        return [.. utf8, .. new byte[4 - (utf8.Length % 4)]];
    }

    private static byte[] SlipFrame(byte[] packet) =>
        [0xC0, .. packet.SelectMany(b => b switch { 0xC0 => (byte[])[0xDB, 0xDC], 0xDB => [0xDB, 0xDD], _ => [b] }), 0xC0];

    private static byte[] Argument(object argument) => argument switch
    {
        int i => Number((uint)i),
        uint u => Number(u),
        float f => Number(BitConverter.SingleToUInt32Bits(f)),
        long h => Number((ulong)h),
        ulong t => Number(t),
        double d => Number(BitConverter.DoubleToUInt64Bits(d)),
        string s => Text(s),
        byte[] b => [.. Number((uint)b.Length), .. b, .. new byte[(4 - (b.Length % 4)) % 4]],
        _ => throw new ArgumentException($"OSC has no {argument.GetType()}."),
    };

    private static byte[] Number(uint number)
    {
        byte[] bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, number);
        return bytes;
    }

    private static byte[] Number(ulong number)
    {
        byte[] bytes = new byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, number);
        return bytes;
    }
}
