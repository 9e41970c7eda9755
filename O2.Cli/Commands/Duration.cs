namespace O2.Cli;

/// <summary>How long a command runs that would never end by itself.</summary>
internal static class Duration
{
    /// <summary>Runs until the work is done, the time is over or the user has had enough; none of these is a failure.</summary>
    public static async Task RunForAsync(TimeSpan limit, CancellationToken cancellation, Func<CancellationToken, Task> work)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        stop.CancelAfter(limit);
        try
        {
            await work(stop.Token);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Ctrl-C and --timeout are the two ways to end
        }
    }
}
