using System.Buffers.Binary;
using System.Diagnostics;

namespace OscOverInternet;

/// <summary>The OSC message <c>/fader ih</c>: which move it is, and when it was sent. Written by hand: the sender and the receivers know nothing of O2.</summary>
internal static class FaderMessage
{
    public const int Bytes = 24;
    private const int NumberOffset = 12, TimeOffset = 16;
    private static ReadOnlySpan<byte> Head => "/fader\0\0,ih\0"u8;

    public static void Write(Span<byte> packet, int number)
    {
        Head.CopyTo(packet);
        BinaryPrimitives.WriteInt32BigEndian(packet[NumberOffset..], number);
        BinaryPrimitives.WriteInt64BigEndian(packet[TimeOffset..], Stopwatch.GetTimestamp());
    }

    /// <summary>Reads one; false for anything else.</summary>
    public static bool TryRead(ReadOnlySpan<byte> packet, out int number, out TimeSpan delay)
    {
        bool isOne = packet.Length == Bytes && packet.StartsWith(Head);
        number = isOne ? BinaryPrimitives.ReadInt32BigEndian(packet[NumberOffset..]) : 0;
        delay = isOne ? Stopwatch.GetElapsedTime(BinaryPrimitives.ReadInt64BigEndian(packet[TimeOffset..])) : default;
        return isOne;
    }
}
