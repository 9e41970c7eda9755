using O2.Actors;

namespace O2.Cli;

/// <summary>Waits until a process that has just joined has probably met everybody.</summary>
internal static class Settling
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(20);

    /// <param name="process">The process.</param>
    /// <param name="quiet">How long nothing new has to appear.</param>
    /// <param name="limit">When to stop waiting.</param>
    /// <param name="needsClock">Whether to wait for the ensemble's time too.</param>
    /// <param name="cancellation">Ends the wait with an exception.</param>
    public static async Task WaitAsync(O2Process process, TimeSpan quiet, TimeSpan limit, bool needsClock, CancellationToken cancellation)
    {
        var start = process.LocalNow;
        var seen = (Processes: 0, Services: 0);
        var since = start;
        using var timer = new PeriodicTimer(Interval);
        do
        {
            var now = (process.Processes().Count, process.Services().Count);
            if (now != seen)
                (seen, since) = (now, process.LocalNow);
            if ((process.ClockState.IsSynchronized || !needsClock) && process.LocalNow - since >= quiet.TotalSeconds)
                return;
            await timer.WaitForNextTickAsync(cancellation);
        }
        while (process.LocalNow - start < limit.TotalSeconds);
    }
}
