namespace O2.Actors;

/// <summary>Waits with .NET's own means, which count milliseconds.</summary>
/// <remarks>
/// Rounds down, so the wait ends up to a millisecond early; what is less than a millisecond is passed by yielding to other threads.
/// </remarks>
internal sealed class PortableTimerWait : TimerWait
{
    private readonly SemaphoreSlim _wakes = new(0);

    public override bool Wait(double seconds)
    {
        int milliseconds = (int)(seconds * 1000);
        if (milliseconds == 0)
            Thread.Yield();
        return _wakes.Wait(milliseconds);
    }

    public override void Wake() => _wakes.Release();

    public override void Dispose() => _wakes.Dispose();
}
