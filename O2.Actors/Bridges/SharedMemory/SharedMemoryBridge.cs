namespace O2.Actors;

/// <summary>Lets threads of this program take part in the ensemble without ever waiting: see <see cref="SharedMemoryClient"/>.</summary>
/// <remarks>
/// The ensemble sees the services of such threads as services of this process. A client costs nothing while the thread does not use it, except that
/// this side reads the rings every <see cref="PollInterval"/>: a thread with a deadline cannot wake anybody. Inline methods to which clients send are called
/// on the bridge's thread. Thread-safe. Source: O2 2.0, "Shared memory bridge". See <c>docs/decisions/0009-shared-memory-bridge.md</c>.
/// </remarks>
public sealed class SharedMemoryBridge : IDisposable
{
    /// <summary>The name of the bridge.</summary>
    public const string Name = "o2sm";

    private readonly ProcessCore _core;
    private readonly Bridge _bridge;
    private readonly Lock _lock = new();
    private (BridgeClient Client, SharedMemoryLink Link)[] _clients = [];   // replaced as a whole, under the lock
    private IPreciseTimer? _timer;                                          // while there are clients; ended by its own thread

    internal SharedMemoryBridge(ProcessCore core, Bridge bridge, TimeSpan pollInterval)
    {
        _core = core;
        _bridge = bridge;
        PollInterval = pollInterval;
    }

    /// <summary>The pause after which this process looks for messages of its threads, while it has such clients.</summary>
    public TimeSpan PollInterval { get; }

    /// <summary>The clients now. Allocates a list.</summary>
    public IReadOnlyCollection<BridgeClient> Clients => _bridge.Clients;

    /// <summary>Adds a client; it is for one thread.</summary>
    /// <param name="options">How much memory it has; null for the defaults.</param>
    /// <returns>The client; dispose it when the thread needs it no more.</returns>
    /// <exception cref="ArgumentOutOfRangeException">An option is out of its range.</exception>
    /// <exception cref="ObjectDisposedException">The bridge or its process has ended.</exception>
    public SharedMemoryClient Connect(SharedMemoryOptions? options = null)
    {
        options ??= SharedMemoryOptions.Default;
        options.Validate();
        var link = new SharedMemoryLink(_core, options);
        var client = _bridge.Connect(link);
        client.MarkSynchronized();   // it reads the clock of this process
        lock (_lock)
        {
            _clients = [.. _clients, (client, link)];
            if (_timer is null)
            {
                _timer = _core.Clock.CreateTimer(Poll);
                ArmTimer();
            }
        }

        return new SharedMemoryClient(client.Id, link, options, _core.GlobalClock, _core.Clock);
    }

    /// <summary>Ends the bridge: its clients are cut off, and their services withdrawn. A second call does nothing.</summary>
    public void Dispose() => _bridge.Dispose();

    /// <summary>On the timer's thread, one call at a time.</summary>
    private void Poll()
    {
        bool hasEnded = false;
        foreach (var (client, link) in Volatile.Read(ref _clients))
        {
            Serve(client, link);
            hasEnded |= link.IsClosed;
        }

        if (!hasEnded || RemoveEnded())
            ArmTimer();
    }

    /// <summary>False when no client is left, and with them the timer is gone.</summary>
    private bool RemoveEnded()
    {
        lock (_lock)
        {
            _clients = [.. _clients.Where(entry => !entry.Link.IsClosed)];
            if (_clients.Length > 0)
                return true;
            _timer!.Dispose();
            _timer = null;
            return false;
        }
    }

    /// <summary>Takes what has been sent so far. While too much of it waits in mailboxes the rest stays in the ring, and then the thread hears that it is full.</summary>
    private static void Serve(BridgeClient client, SharedMemoryLink link)
    {
        bool isLast = link.IsFinished;
        var ring = link.ToHost;
        long at = ring.Start, end = ring.End;
        while (at < end && client.HasRoom && !link.IsClosed)
        {
            client.Receive(ring.Read(ref at));
            ring.Release(at);
        }

        link.CheckRoom();
        if (isLast && at == end)
            client.Dispose();
    }

    private void ArmTimer() => _timer!.Arm(PollInterval == TimeSpan.Zero ? default : _core.Clock.Now + PollInterval.TotalSeconds);
}
