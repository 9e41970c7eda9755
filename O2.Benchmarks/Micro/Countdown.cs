namespace O2.Benchmarks;

/// <summary>Lets one thread wait until another has counted something so many times.</summary>
internal sealed class Countdown
{
    private readonly ManualResetEventSlim _done = new();
    private int _left;

    public void Expect(int count)
    {
        _done.Reset();
        Volatile.Write(ref _left, count);
    }

    /// <summary>Counts one. One thread at a time.</summary>
    public void Signal()
    {
        if (--_left == 0)
            _done.Set();
    }

    public void Wait() => _done.Wait();
}
