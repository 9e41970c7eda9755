namespace O2.Benchmarks;

/// <summary>Counts what arrives of a one-way stream, and when the last of it came. One thread counts, any may read.</summary>
internal sealed class Tally
{
    private static readonly TimeSpan Quiet = TimeSpan.FromMilliseconds(300);
    private long _count;
    private long _first;
    private long _last;

    public void Reset() => Volatile.Write(ref _count, 0);

    public void Add(int messages)
    {
        _last = Ticks.Now;
        if (_count == 0)
            _first = _last;
        Volatile.Write(ref _count, _count + messages);
    }

    /// <summary>Waits until as many have come, or nothing comes any more.</summary>
    /// <param name="expected">How many are to come.</param>
    /// <param name="before">How long nothing may come at first.</param>
    public async Task<Arrivals> WaitAsync(long expected, TimeSpan before = default)
    {
        await Task.Delay(before);
        long seen = -1;
        while (Volatile.Read(ref _count) is var now && now < expected && now != seen)
        {
            seen = now;
            await Task.Delay(Quiet);
        }

        return new Arrivals(Volatile.Read(ref _count), _first, _last);
    }
}
