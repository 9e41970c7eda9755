using System.Numerics;
using System.Runtime.InteropServices;
using System.Threading;

namespace O2.Protocol;

/// <summary>Takes messages from one thread to one other, without a lock, a wait or an allocation on either side.</summary>
/// <remarks>
/// <para>
/// One thread writes and one thread reads at a time. A message is written entirely or not at all, and a ring that has no room refuses it: neither
/// side ever waits for the other. Messages lie in the ring as bytes and are read in place. The memory is taken once and pinned, so the
/// garbage collector does not move it; up to one address for each 32 bytes stays referenced until its place is used again.
/// </para>
/// <para>
/// The reader goes through the messages with a position of its own, and releases their room when it has done with them:
/// </para>
/// <code>
/// for (long at = ring.Start, end = ring.End; at &lt; end; ring.Release(at))
///     Handle(ring.Read(ref at));
/// </code>
/// <para>
/// Order of memory: the writer publishes a record by a release store of its position, behind all bytes of the record; the reader frees by a
/// release store of its own. Each side reads the other's with acquire. Nothing else is shared, and there is no interlocked operation.
/// </para>
/// </remarks>
public sealed class MessageRing
{
    /// <summary>The smallest capacity, in bytes.</summary>
    public const int MinCapacity = 1 << 10;

    /// <summary>The largest capacity, in bytes.</summary>
    public const int MaxCapacity = 1 << 28;

    /// <summary>Records begin at multiples of this.</summary>
    private const int Granule = 32;

    /// <summary>Records of up to so many bytes lie in one cache line, as the ring begins at one.</summary>
    private const int CacheLine = 64;

    private readonly byte[] _bytes;
    private readonly int _origin;   // of the ring in _bytes
    private readonly O2Address?[] _addresses;   // of the record that begins at the same granule
    private readonly int _mask;
    private RingCursors _cursors;

    /// <summary>Makes an empty ring.</summary>
    /// <param name="capacity">Bytes, 1024 to 2^28; rounded up to a power of two. A message takes its arguments and some 40 bytes more.</param>
    /// <exception cref="ArgumentOutOfRangeException">The capacity is out of range.</exception>
    public MessageRing(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, MinCapacity);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(capacity, MaxCapacity);
        Capacity = (int)BitOperations.RoundUpToPowerOf2((uint)capacity);
        _bytes = RingRecord.Allocate(Capacity + CacheLine);
        _origin = (int)(-Marshal.UnsafeAddrOfPinnedArrayElement(_bytes, 0) & (CacheLine - 1));
        _addresses = new O2Address?[Capacity / Granule];
        _mask = Capacity - 1;
    }

    /// <summary>Bytes of the ring.</summary>
    public int Capacity { get; }

    /// <summary>The position of the first message that was not released. For the reading thread.</summary>
    public long Start => _cursors.Released;

    /// <summary>The position behind the last message that is complete. For the reading thread; the writer may move it on at any time.</summary>
    public long End => Volatile.Read(ref _cursors.Written);

    /// <summary>Whether an empty ring takes a message. Thread-safe.</summary>
    /// <param name="typeCount">Number of type codes.</param>
    /// <param name="dataLength">Bytes of arguments.</param>
    /// <returns>
    /// False when it will never fit: with its types (two bytes for each) and 24 bytes more it is longer than half of the capacity. A record is in one piece,
    /// so it may have to leave the end of the ring unused and begin at the front.
    /// </returns>
    public bool CanTake(int typeCount, int dataLength) => RingRecord.LengthOf(typeCount, dataLength) <= Capacity / 2;

    /// <summary>Whether the ring takes a message now. For the writing thread.</summary>
    /// <param name="typeCount">Number of type codes.</param>
    /// <param name="dataLength">Bytes of arguments.</param>
    /// <returns>False when it would be refused.</returns>
    public bool HasRoomFor(int typeCount, int dataLength) => TryPlace(typeCount, dataLength, out _, out _, out _);

    /// <summary>Writes a message. For the writing thread.</summary>
    /// <param name="message">The message, or bundle; it is copied.</param>
    /// <returns>False when there is no room now, or never (<see cref="CanTake"/>).</returns>
    /// <remarks>Allocates: no. Waits: never.</remarks>
    public bool TryWrite(in O2MessageView message)
    {
        if (!TryBegin(message.Types.Length, message.Raw.Length, out long at, out Span<byte> record))
            return false;
        RingRecord.Write(message, record);
        Publish(at, record.Length, message.Address);
        return true;
    }

    /// <summary>Writes a message from its parts. For the writing thread.</summary>
    /// <param name="address">The address; not that of a bundle.</param>
    /// <param name="time">When it is due.</param>
    /// <param name="flags">The flags.</param>
    /// <param name="args">The arguments; they are encoded into the ring.</param>
    /// <returns>False when there is no room now, or never (<see cref="CanTake"/>).</returns>
    /// <exception cref="ArgumentException">The arguments need more than 1 GiB.</exception>
    /// <remarks>Allocates: no. Waits: never.</remarks>
    public bool TryWrite(O2Address address, GlobalTime time, MessageFlags flags, params ReadOnlySpan<O2Value> args)
    {
        ArgumentEncoder.Measure(args, out int typeCount, out int dataLength);
        if (!TryBegin(typeCount, dataLength, out long at, out Span<byte> record))
            return false;
        RingRecord.WriteHeader(record, typeCount, dataLength, time, flags);
        RingRecord.Parts(record, out Span<char> types, out Span<byte> data);
        ArgumentEncoder.Encode(args, types, data);
        Publish(at, record.Length, address);
        return true;
    }

    /// <summary>Reads the message at a position, in place, and moves the position behind it. For the reading thread.</summary>
    /// <param name="at">A position from <see cref="Start"/> to before <see cref="End"/>.</param>
    /// <returns>The message; valid until its room is released.</returns>
    public O2MessageView Read(ref long at)
    {
        int length = RingRecord.ReadLength(At(at));
        if (length < 0)
        {
            at -= length;
            length = RingRecord.ReadLength(At(at));
        }

        O2MessageView message = RingRecord.View(At(at)[..length], _addresses[((int)at & _mask) / Granule]!);
        at += length;
        return message;
    }

    /// <summary>Gives the writer the room of all messages before a position. For the reading thread.</summary>
    /// <param name="at">A position that <see cref="Read"/> has moved. Views of what lies before it are no longer valid.</param>
    public void Release(long at) => Volatile.Write(ref _cursors.Released, at);

    /// <summary>Finds room for a record, in one piece.</summary>
    private bool TryBegin(int typeCount, int dataLength, out long at, out Span<byte> record)
    {
        if (!TryPlace(typeCount, dataLength, out at, out int skipped, out int length))
        {
            record = default;
            return false;
        }

        if (skipped > 0)
            RingRecord.WriteSkip(At(at - skipped), skipped);
        record = At(at)[..length];
        return true;
    }

    private bool TryPlace(int typeCount, int dataLength, out long at, out int skipped, out int length)
    {
        at = _cursors.Written;
        (skipped, length) = (0, 0);
        if (!CanTake(typeCount, dataLength))
            return false;
        length = ((int)RingRecord.LengthOf(typeCount, dataLength) + Granule - 1) & -Granule;
        int rest = Capacity - ((int)at & _mask);
        skipped = length <= rest ? 0 : rest;
        at += skipped;
        return IsFree(at + length);
    }

    /// <summary>Looks at the reader's position only when what was seen of it last does not suffice: mostly the sides do not touch each other's memory.</summary>
    private bool IsFree(long end)
    {
        if (end - _cursors.ReleasedAsSeen <= Capacity)
            return true;
        _cursors.ReleasedAsSeen = Volatile.Read(ref _cursors.Released);
        return end - _cursors.ReleasedAsSeen <= Capacity;
    }

    /// <summary>The memory from a position to the end of the ring.</summary>
    private Span<byte> At(long at)
    {
        int offset = (int)at & _mask;
        return _bytes.AsSpan(_origin + offset, Capacity - offset);
    }

    private void Publish(long at, int length, O2Address address)
    {
        _addresses[((int)at & _mask) / Granule] = address;
        Volatile.Write(ref _cursors.Written, at + length);
    }
}
