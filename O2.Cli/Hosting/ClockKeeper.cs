using O2.Actors;
using O2.Protocol;

namespace O2.Cli;

/// <summary>Keeps the ensemble's clock as the configuration says.</summary>
internal static class ClockKeeper
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>How much longer a process waits than another one, so that two that start together do not both begin to keep the clock.</summary>
    private static readonly TimeSpan LongestHandicap = TimeSpan.FromSeconds(2);

    /// <summary>Returns when there is nothing left to do: this process keeps the clock, or never will.</summary>
    /// <exception cref="OperationCanceledException">It was stopped.</exception>
    public static async Task KeepAsync(O2Process process, ClockChoice choice, CancellationToken stop)
    {
        if (choice == ClockChoice.Auto)
            await WaitUntilNobodyDoesAsync(process, stop);
        if (choice != ClockChoice.No)
            process.BecomeClockReference();
    }

    private static async Task WaitUntilNobodyDoesAsync(O2Process process, CancellationToken stop)
    {
        var handicap = LongestHandicap * ((process.Name.TcpPort % 64) / 64.0);
        var since = process.LocalNow;
        using var timer = new PeriodicTimer(Interval);
        do
        {
            if (process.Status(ServiceName.Clock) >= 0)
                since = process.LocalNow;
            await timer.WaitForNextTickAsync(stop);
        }
        while (process.LocalNow - since < (Patience + handicap).TotalSeconds);
    }
}
