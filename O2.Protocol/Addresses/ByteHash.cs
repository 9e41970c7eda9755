using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace O2.Protocol;

/// <summary>A hash of short byte strings, eight bytes at a time; its constants differ from run to run, so that nobody can prepare addresses that collide.</summary>
internal static class ByteHash
{
    private static readonly ulong Seed = Random();
    private static readonly ulong Factor = Random() | 1;

    /// <summary>The hash of the bytes.</summary>
    public static int Of(ReadOnlySpan<byte> bytes)
    {
        ulong hash = Seed ^ (uint)bytes.Length;
        while (bytes.Length >= sizeof(ulong))
        {
            hash = Mix(hash ^ MemoryMarshal.Read<ulong>(bytes));
            bytes = bytes[sizeof(ulong)..];
        }

        ulong rest = 0;
        foreach (byte next in bytes)
            rest = (rest << 8) | next;

        return (int)(Mix(hash ^ rest) >> 32);
    }

    private static ulong Mix(ulong value)
    {
        ulong high = Math.BigMul(value ^ Seed, Factor, out ulong low);
        return high ^ low;
    }

    private static ulong Random() => MemoryMarshal.Read<ulong>(RandomNumberGenerator.GetBytes(sizeof(ulong)));
}
