namespace O2.Cli;

/// <summary>Waits for something to become true in the ensemble.</summary>
internal static class Waiting
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    /// <returns>False when <paramref name="limit"/> passed first.</returns>
    public static async Task<bool> UntilAsync(Func<bool> condition, TimeSpan limit, CancellationToken cancellation)
    {
        using var timer = new PeriodicTimer(Interval);
        var end = Environment.TickCount64 + (long)limit.TotalMilliseconds;
        while (!condition())
        {
            if (Environment.TickCount64 >= end)
                return false;
            await timer.WaitForNextTickAsync(cancellation);
        }

        return true;
    }
}
