using System.Runtime.InteropServices;

namespace O2.Protocol;

/// <summary>A thousand places of <see cref="WaitingMessages{TSource}"/>, each for one message. Places are counted through all blocks.</summary>
/// <remarks>Not thread-safe. Allocates: when made, and for messages that do not fit into their place.</remarks>
internal sealed class WaitingBlock<TSource>
{
    /// <summary>Number of places: so many that the garbage collector does not yet treat the memory as that of a large object.</summary>
    public const int Length = 1024;

    private const int PlaceBytes = 64;

    private readonly byte[] _records = GC.AllocateUninitializedArray<byte>(Length * PlaceBytes);
    private readonly object?[] _heads = new object?[Length];   // the address of a record, or a whole message
    private readonly TSource[] _sources = new TSource[Length];

    /// <summary>Copies a message to a place that is free.</summary>
    public void Write(int place, in O2MessageView message, TSource source)
    {
        _sources[place % Length] = source;
        if (RingRecord.LengthOf(message.Types.Length, message.Raw.Length) <= PlaceBytes)
        {
            _heads[place % Length] = message.Address;
            RingRecord.Write(message, Record(place));
        }
        else
        {
            _heads[place % Length] = message.ToOwnMessage();
        }
    }

    /// <summary>Views the message at a place.</summary>
    public O2MessageView Read(int place, double now, out TSource source)
    {
        source = _sources[place % Length];
        if (_heads[place % Length] is O2Message whole)
            return whole.AsView(Lateness(now, whole.Time));
        Span<byte> record = Record(place);
        return RingRecord.View(record, (O2Address)_heads[place % Length]!, Lateness(now, RingRecord.ReadTime(record)));
    }

    /// <summary>Reads something of what lies at a place.</summary>
    public int Touch(int place) => _records[place % Length * PlaceBytes] + (_heads[place % Length] is null ? 1 : 0) + (_sources[place % Length] is null ? 1 : 0);

    /// <summary>Frees a place.</summary>
    public void Clear(int place, int nextFree)
    {
        _heads[place % Length] = null;
        _sources[place % Length] = default!;
        MemoryMarshal.Write(Record(place), nextFree);
    }

    /// <summary>What was given when the place was freed.</summary>
    public int NextFree(int place) => MemoryMarshal.Read<int>(Record(place));

    private static double Lateness(double now, GlobalTime time) => Math.Max(0, now - time.Seconds);

    private Span<byte> Record(int place) => _records.AsSpan(place % Length * PlaceBytes, PlaceBytes);
}
