using System.Numerics;
using System.Runtime.InteropServices;

namespace O2.Protocol;

/// <summary>Entries of a <see cref="TimeOrder"/> that are due in the same stretch of time: as they came, or sorted.</summary>
/// <remarks>Its owner knows which of the two. Not thread-safe. Allocates: only to hold more than before.</remarks>
internal sealed class TimePage
{
    /// <summary>Up to so many entries are sorted in less than a microsecond. A multiple of the length of any <see cref="Vector{T}"/>.</summary>
    public const int Short = 64;

    /// <summary>More entries than this a page is not meant to hold.</summary>
    public const int Long = 1024;

    private const int Samples = 15;

    private double[] _times = new double[Short];
    private int[] _numbers = new int[Short];
    private int _first;
    private int _end;

    /// <summary>The next page in a list of the owner's.</summary>
    public TimePage? Next { get; set; }

    /// <summary>Number of entries.</summary>
    public int Count => _end - _first;

    /// <summary>The numbers in their order.</summary>
    public ReadOnlySpan<int> Numbers => _numbers.AsSpan(_first, Count);

    /// <summary>The time of the first entry; positive infinity when there is none.</summary>
    public double FirstTime => Count == 0 ? double.PositiveInfinity : _times[_first];

    /// <summary>Adds an entry behind all others.</summary>
    public void Append(double at, int number)
    {
        if (_end == _times.Length)
            MakeRoom();
        _times[_end] = at;
        _numbers[_end++] = number;
    }

    /// <summary>Adds an entry to a sorted page, behind those that are not later.</summary>
    public void Insert(double at, int number)
    {
        if (_end == _times.Length)
            MakeRoom();
        int place = _end++;
        while (place > _first && _times[place - 1] > at)
        {
            _times[place] = _times[place - 1];
            _numbers[place] = _numbers[place - 1];
            place--;
        }

        _times[place] = at;
        _numbers[place] = number;
    }

    /// <summary>Takes the first entry. There is one.</summary>
    public int Take()
    {
        int number = _numbers[_first++];
        if (Count == 0)
            Clear();
        return number;
    }

    /// <summary>Moves everything from a page of at most <see cref="Short"/> entries into an empty one, sorted; equal times keep their order. Nothing was taken from this page.</summary>
    public void SortInto(TimePage sorted)
    {
        _times.AsSpan(_end, Short - _end).Fill(double.PositiveInfinity);
        for (int i = 0; i < _end; i++)
        {
            int place = PlaceOf(i);
            sorted._times[place] = _times[i];
            sorted._numbers[place] = _numbers[i];
        }

        sorted._end = _end;
        Clear();
    }

    /// <summary>Moves about half of the entries, those from a moment on, into an empty page; their order stays. Nothing was taken from this page.</summary>
    /// <param name="later">Gets them.</param>
    /// <param name="start">The moment.</param>
    /// <returns>False when all entries have the same time; nothing was moved then.</returns>
    public bool TrySplitByTime(TimePage later, out double start)
    {
        if (!TryFindMiddle(out start))
            return false;
        int kept = 0;
        for (int i = 0; i < _end; i++)
        {
            if (_times[i] >= start)
            {
                later.Append(_times[i], _numbers[i]);
            }
            else
            {
                _times[kept] = _times[i];
                _numbers[kept++] = _numbers[i];
            }
        }

        _end = kept;
        return true;
    }

    /// <summary>Moves the second half of a sorted page into an empty one.</summary>
    public void SplitByPlace(TimePage later)
    {
        int middle = _first + Count / 2;
        for (int i = middle; i < _end; i++)
            later.Append(_times[i], _numbers[i]);
        _end = middle;
    }

    /// <summary>Drops everything.</summary>
    public void Clear() => _first = _end = 0;

    /// <summary>Counts the entries before one of them, several at a time and without a branch to guess: faster for so few than comparing two and two.</summary>
    private int PlaceOf(int entry)
    {
        var times = MemoryMarshal.Cast<double, Vector<double>>(_times.AsSpan(0, Short));
        double at = _times[entry];
        var time = new Vector<double>(at);
        int own = entry / Vector<double>.Count;
        var before = Vector<long>.Zero;
        for (int i = 0; i < own; i++)
            before -= Vector.LessThanOrEqual(times[i], time);
        for (int i = own; i < times.Length; i++)
            before -= Vector.LessThan(times[i], time);
        int place = (int)Vector.Sum(before);
        for (int i = own * Vector<double>.Count; i < entry; i++)
        {
            if (_times[i] == at)
                place++;
        }

        return place;
    }

    /// <summary>Finds a moment that is later than some entries and not later than others, about as many.</summary>
    private bool TryFindMiddle(out double middle)
    {
        ReadOnlySpan<double> times = _times.AsSpan(0, _end);
        Span<double> samples = stackalloc double[Samples];
        for (int i = 0; i < Samples; i++)
            samples[i] = times[i * times.Length / Samples];
        samples.Sort();
        middle = samples[Samples / 2];
        int before = 0;
        foreach (double time in times)
            before += time < middle ? 1 : 0;
        if (before > times.Length / 4 && before < times.Length * 3 / 4)
            return true;

        Span<double> sorted = stackalloc double[Long];   // the samples misled: many times are equal, or were chosen to mislead
        sorted = sorted[..times.Length];
        times.CopyTo(sorted);
        sorted.Sort();
        middle = Math.Max(sorted[times.Length / 2], Math.BitIncrement(sorted[0]));
        return sorted[0] < sorted[^1];
    }

    private void MakeRoom()
    {
        int count = Count;
        if (_first == 0)
        {
            Array.Resize(ref _times, 2 * count);
            Array.Resize(ref _numbers, 2 * count);
        }
        else
        {
            Array.Copy(_times, _first, _times, 0, count);
            Array.Copy(_numbers, _first, _numbers, 0, count);
            (_first, _end) = (0, count);
        }
    }
}
