using System.Diagnostics.CodeAnalysis;
using System.Threading;

namespace O2.Protocol;

/// <summary>Holds copies of messages until their time has come, and gives them back in order of time; equal times in order of arrival.</summary>
/// <typeparam name="TSource">What is kept with each message, for example where it came from.</typeparam>
/// <remarks>
/// <para>
/// A short message, of up to 64 bytes with its types and a header, is no object while it waits, but bytes in a block of many: adding and taking it leaves nothing to the garbage collector, which
/// otherwise has most work with what lives for some seconds. A longer one is an object. The blocks are kept when they are empty: as many as were needed at once.
/// </para>
/// <para>
/// The store reads no clock and does not know which one its times belong to. Not thread-safe: one owner at a time; but the message that was taken last may be read while others are added.
/// Allocates: for long messages, and to hold more than before.
/// </para>
/// <para>Source: O2 2.0, "Scheduling"; order of equal times as the reference implementation has it.</para>
/// </remarks>
public sealed class WaitingMessages<TSource>
{
    private const int None = -1;

    private readonly TimeOrder _order = new();
    private readonly List<WaitingBlock<TSource>> _blocks = [];
    private int _used;           // places that were used ever; the others follow
    private int _free = None;    // of these, the first one that is free
    private int _taken = None;
    private int _fetched;

    /// <summary>Makes an empty store.</summary>
    /// <param name="capacity">How many messages may wait at once, 1 or more. Memory is taken as needed, some 100 bytes for each and what is longer.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="capacity"/> is below 1.</exception>
    public WaitingMessages(int capacity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        Capacity = capacity;
    }

    /// <summary>How many messages may wait at once.</summary>
    public int Capacity { get; }

    /// <summary>How many messages wait.</summary>
    public int Count { get; private set; }

    /// <summary>When the first message is due, in seconds; positive infinity when none waits.</summary>
    public double NextTime => _order.NextTime;

    /// <summary>Adds a copy of a message.</summary>
    /// <param name="message">The message. It is due at its timestamp; NaN and negative infinity are before everything else.</param>
    /// <param name="source">What is kept with it.</param>
    /// <returns>False when the store is full or the time is positive infinity, which never comes; nothing was added then.</returns>
    public bool TryAdd(in O2MessageView message, TSource source)
    {
        double at = message.Time.Seconds;
        if (Count == Capacity || double.IsPositiveInfinity(at))
            return false;
        int place = Rent();
        BlockOf(place).Write(place, message, source);
        _order.Add(double.IsNaN(at) ? double.NegativeInfinity : at, place);
        Count++;
        return true;
    }

    /// <summary>Takes the first message if it is due.</summary>
    /// <param name="now">The time of the clock that the times belong to, in seconds.</param>
    /// <param name="message">The message and its lateness; valid until the next call.</param>
    /// <param name="source">What was kept with it.</param>
    /// <returns>False when nothing is due.</returns>
    public bool TryTake(double now, out O2MessageView message, [MaybeNullWhen(false)] out TSource source)
    {
        FreeTaken();
        if (!(NextTime <= now) || Count == 0)
        {
            message = default;
            source = default;
            return false;
        }

        message = BlockOf(_taken = TakeFirst()).Read(_taken, now, out source);
        return true;
    }

    /// <summary>Drops everything that waits. The message that was taken last stays valid.</summary>
    /// <returns>How many messages were dropped.</returns>
    public int Clear()
    {
        int dropped = Count;
        while (Count > 0)
            Return(TakeFirst());
        return dropped;
    }

    private WaitingBlock<TSource> BlockOf(int place) => _blocks[place / WaitingBlock<TSource>.Length];

    private int TakeFirst()
    {
        Count--;
        int place = _order.Take(out var next);
        Fetch(next);
        return place;
    }

    /// <summary>Touches what comes next, which lies anywhere: the processor fetches all of it side by side, where it would else wait for one after the other.</summary>
    private void Fetch(ReadOnlySpan<int> places)
    {
        int fetched = 0;
        foreach (int place in places)
            fetched += BlockOf(place).Touch(place);
        Volatile.Write(ref _fetched, fetched);   // else the compiler would leave it out
    }

    private int Rent()
    {
        int place = _free;
        if (place != None)
        {
            _free = BlockOf(place).NextFree(place);
            return place;
        }

        if (_used == _blocks.Count * WaitingBlock<TSource>.Length)
            _blocks.Add(new WaitingBlock<TSource>());
        return _used++;
    }

    private void FreeTaken()
    {
        if (_taken != None)
            Return(_taken);
        _taken = None;
    }

    private void Return(int place)
    {
        BlockOf(place).Clear(place, _free);
        _free = place;
    }
}
