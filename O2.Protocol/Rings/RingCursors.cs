using System.Runtime.InteropServices;

namespace O2.Protocol;

/// <summary>How far the two sides of a ring are, in bytes since its beginning.</summary>
/// <remarks>Each side's numbers have 128 bytes to themselves: processors fetch cache lines of 64 bytes in pairs, and neither side is to slow the other.</remarks>
[StructLayout(LayoutKind.Explicit, Size = 3 * Apart)]
internal struct RingCursors
{
    private const int Apart = 128;

    /// <summary>The writer's: behind the last record that is complete. Read by the reader.</summary>
    [FieldOffset(Apart)]
    public long Written;

    /// <summary>The writer's: <see cref="Released"/> when it last had to look.</summary>
    [FieldOffset(Apart + sizeof(long))]
    public long ReleasedAsSeen;

    /// <summary>The reader's: what lies before it may be overwritten. Read by the writer.</summary>
    [FieldOffset(2 * Apart)]
    public long Released;
}
