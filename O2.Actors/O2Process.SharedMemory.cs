using O2.Protocol.Lite;

namespace O2.Actors;

/// <content>Threads of this program as clients.</content>
public sealed partial class O2Process
{
    private static readonly TimeSpan DefaultPollInterval = TimeSpan.FromMilliseconds(1);
    private static readonly TimeSpan MaxPollInterval = TimeSpan.FromSeconds(1);

    /// <summary>Lets threads with deadlines, such as audio callbacks, take part in the ensemble without ever waiting.</summary>
    /// <param name="pollInterval">
    /// How often this process looks for what they have sent; null (default) for every millisecond, range 0 to 1 s. 0 is without a pause: it takes a
    /// processor core, except in real-time mode, whose thread does it between its sockets.
    /// </param>
    /// <returns>The bridge; it ends when it is disposed, and with the process.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The interval is out of range.</exception>
    /// <exception cref="ArgumentException">This process has the bridge already.</exception>
    public SharedMemoryBridge AddSharedMemoryBridge(TimeSpan? pollInterval = null)
    {
        var interval = pollInterval ?? DefaultPollInterval;
        if (interval < TimeSpan.Zero || interval > MaxPollInterval)
            throw new ArgumentOutOfRangeException(nameof(pollInterval), interval, "The interval must be in the range 0 to 1 s.");
        var bridge = AddBridge(SharedMemoryBridge.Name, new BridgeOptions { Dialect = LiteVariant.SharedMemory, HoldsTimedMessages = false });
        return new SharedMemoryBridge(Live, bridge, interval);
    }
}
