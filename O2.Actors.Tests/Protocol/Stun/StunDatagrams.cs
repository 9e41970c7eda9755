using System.Buffers.Binary;
using O2.Protocol.Stun;

namespace O2.Actors.Tests.Protocol.Stun;

/// <summary>Answers of STUN servers, written by hand.</summary>
internal static class StunDatagrams
{
    public const ushort Mapped = 0x0001, XorMapped = 0x0020, Software = 0x8022;
    private const uint Cookie = 0x2112A442;

    /// <summary>The answer of RFC 5769, section 2.2: 192.0.2.1, behind a text of 11 bytes.</summary>
    public static readonly byte[] Sample = Convert.FromHexString(
        "0101003c2112a442b7e7a701bc34d686fa87dfae"
        + "8022000b7465737420766563746f7220"
        + "002000080001a147e112a643"
        + "000800142b91f599fd9e90c38c7489f92af9ba53f06be7d7"
        + "80280004c07d4c96");

    public const uint SampleAddress = 0xC0000201;

    /// <summary>A successful answer with these attributes.</summary>
    public static byte[] Answer(StunTransactionId id, params byte[][] attributes)
    {
        byte[] datagram = [1, 1, 0, 0, 0, 0, 0, 0, .. new byte[StunTransactionId.Bytes], .. attributes.SelectMany(a => a)];
        BinaryPrimitives.WriteUInt16BigEndian(datagram.AsSpan(2), (ushort)(datagram.Length - StunBinding.RequestBytes));
        BinaryPrimitives.WriteUInt32BigEndian(datagram.AsSpan(4), Cookie);
        id.Write(datagram.AsSpan(8));
        return datagram;
    }

    public static byte[] Attribute(ushort type, params byte[] value) =>
        [(byte)(type >> 8), (byte)type, (byte)(value.Length >> 8), (byte)value.Length, .. value, .. new byte[-value.Length & 3]];

    /// <summary>An attribute that holds an address, masked if its type says so.</summary>
    public static byte[] Address(ushort type, uint address, byte family = 1)
    {
        byte[] value = [0, family, 0x12, 0x34, 0, 0, 0, 0];
        BinaryPrimitives.WriteUInt32BigEndian(value.AsSpan(4), type == XorMapped ? address ^ Cookie : address);
        return Attribute(type, value);
    }
}
