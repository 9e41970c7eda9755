namespace O2.Actors.Tests;

/// <summary>Proves that hot code leaves nothing for the garbage collector.</summary>
public static class Allocations
{
    /// <summary>Runs the action until its code is compiled and caches are warm, then once more, and fails when that allocates.</summary>
    public static void AreNone(Action action)
    {
        for (int i = 0; i < 100; i++)
            action();

        long before = GC.GetAllocatedBytesForCurrentThread();
        action();
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }
}
