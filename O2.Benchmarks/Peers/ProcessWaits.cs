using O2.Actors;

namespace O2.Benchmarks;

/// <summary>Waits for something that an O2 process tells by its events.</summary>
internal static class ProcessWaits
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <exception cref="TimeoutException">It never became true.</exception>
    public static async Task Until(this O2Process o2, Func<bool> condition)
    {
        using var patience = new CancellationTokenSource(Patience);
        var events = o2.Events();
        if (condition())
            return;
        try
        {
            await foreach (var _ in events.WithCancellation(patience.Token))
            {
                if (condition())
                    return;
            }
        }
        catch (OperationCanceledException)
        {
            throw new TimeoutException("What the measurement waited for did not happen.");
        }
    }
}
