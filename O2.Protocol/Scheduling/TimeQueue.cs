using System.Diagnostics.CodeAnalysis;

namespace O2.Protocol;

/// <summary>Holds items until their time has come, and gives them back in order of time; equal times in order of arrival.</summary>
/// <typeparam name="T">What waits, for example a timed message.</typeparam>
/// <remarks>
/// <para>
/// A heap with four children per node. With 100,000 items waiting at random times, adding costs about 10 ns (60 ns in the worst order) and taking
/// about 170 ns (50 ns with 100 waiting). Bins of 10 ms, as the reference implementation has them, and a
/// radix heap took 100 ns on average but need up to milliseconds at once when a crowded bin falls due, and bins need a second
/// structure for the far future. (For messages, see <see cref="WaitingMessages{TSource}"/>.) The heap does not care when anything is due: absurd timestamps and leaps of the clock cost nothing.
/// </para>
/// <para>
/// The queue reads no clock and does not know which one its times belong to: global time for messages, local time for the rest.
/// Not thread-safe: one owner at a time. Allocates only while it grows to a number of items that it has not held before.
/// </para>
/// <para>Source: O2 2.0, "Scheduling"; order of equal times as the reference implementation has it.</para>
/// </remarks>
public sealed class TimeQueue<T>
{
    /// <summary>The capacity when none is given: room for half an hour of a hundred timed messages a second, several times over.</summary>
    public const int DefaultCapacity = 1 << 20;

    private const int Children = 4;
    private const int InitialLength = 64;

    private record struct Entry(double At, long Arrival, T Item);

    private Entry[] _heap = [];
    private long _arrivals;

    /// <summary>Makes an empty queue.</summary>
    /// <param name="capacity">How many items may wait at once, 1 or more. Memory is taken as needed.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="capacity"/> is below 1.</exception>
    public TimeQueue(int capacity = DefaultCapacity)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(capacity, 1);
        Capacity = capacity;
    }

    /// <summary>How many items may wait at once.</summary>
    public int Capacity { get; }

    /// <summary>How many items wait.</summary>
    public int Count { get; private set; }

    /// <summary>When the first item is due, in seconds; positive infinity when nothing waits.</summary>
    public double NextTime => Count > 0 ? _heap[0].At : double.PositiveInfinity;

    /// <summary>Takes the memory for a number of items now, so that adding them does not allocate.</summary>
    /// <param name="count">How many items, waiting ones included; no more than <see cref="Capacity"/> are provided for.</param>
    public void Reserve(int count)
    {
        if (count > _heap.Length)
            Array.Resize(ref _heap, Math.Min(count, Capacity));
    }

    /// <summary>Adds an item.</summary>
    /// <param name="at">When it is due, in seconds. NaN and negative infinity are due before everything else.</param>
    /// <param name="item">The item.</param>
    /// <returns>False when the queue is full or <paramref name="at"/> is positive infinity, which never comes; nothing was added then.</returns>
    public bool TryEnqueue(double at, T item)
    {
        if (Count == Capacity || double.IsPositiveInfinity(at))
            return false;
        if (double.IsNaN(at))
            at = double.NegativeInfinity;
        if (Count == _heap.Length)
            Grow();
        Entry entry = new(at, _arrivals++, item);
        int hole = Count++;
        while (hole > 0)
        {
            int parent = (hole - 1) / Children;
            if (!IsBefore(entry, _heap[parent]))
                break;
            _heap[hole] = _heap[parent];
            hole = parent;
        }
        _heap[hole] = entry;
        return true;
    }

    /// <summary>Takes the first item if it is due.</summary>
    /// <param name="now">The time of the clock that the queue belongs to, in seconds.</param>
    /// <param name="item">The item.</param>
    /// <param name="at">When it was due; <c>now - at</c> is its lateness.</param>
    /// <returns>False when nothing is due.</returns>
    public bool TryDequeue(double now, [MaybeNullWhen(false)] out T item, out double at)
    {
        if (!(NextTime <= now) || Count == 0)
        {
            (item, at) = (default, 0);
            return false;
        }
        (item, at) = (_heap[0].Item, _heap[0].At);
        Entry last = _heap[--Count];
        _heap[Count] = default;
        if (Count > 0)
            SinkFromTop(last);
        return true;
    }

    /// <summary>Drops everything that waits.</summary>
    /// <returns>How many items were dropped.</returns>
    public int Clear()
    {
        int dropped = Count;
        Array.Clear(_heap, 0, dropped);
        Count = 0;
        return dropped;
    }

    private void SinkFromTop(in Entry entry)
    {
        Entry[] heap = _heap;
        int hole = 0;
        while (true)
        {
            int first = hole * Children + 1;
            if (first >= Count)
                break;
            int end = Math.Min(first + Children, Count), earliest = first;
            for (int child = first + 1; child < end; child++)
            {
                if (IsBefore(heap[child], heap[earliest]))
                    earliest = child;
            }
            if (!IsBefore(heap[earliest], entry))
                break;
            heap[hole] = heap[earliest];
            hole = earliest;
        }
        heap[hole] = entry;
    }

    private static bool IsBefore(in Entry a, in Entry b) => a.At < b.At || (a.At == b.At && a.Arrival < b.Arrival);

    private void Grow() => Array.Resize(ref _heap, (int)Math.Min(Capacity, Math.Max(InitialLength, _heap.Length * 2L)));
}
