namespace LaptopOrchestra;

/// <summary>Waits for something to become true.</summary>
public static class Wait
{
    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(10);

    /// <summary>Looks a hundred times a second until <paramref name="condition"/> holds.</summary>
    public static async Task UntilAsync(Func<bool> condition, CancellationToken cancellation)
    {
        using var look = new PeriodicTimer(LookAgain);
        while (!condition())
            await look.WaitForNextTickAsync(cancellation);
    }
}
