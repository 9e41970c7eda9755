namespace O2.Actors;

/// <summary>Real-time mode: asks all sockets and timers of a process over and over whether there is something to do, and never waits.</summary>
/// <remarks>
/// Costs a processor core, and saves what waking a thread takes. Sockets from which something came lately are asked in every round; the
/// others share the work of one in <see cref="QuietInterval"/> rounds, so that a mesh of a hundred processes does not slow down the two that
/// are playing. While all are quiet, other threads of a single core get their turn.
/// </remarks>
internal sealed class BusyLoop : SocketLoop
{
    /// <summary>Rounds without anything after which a socket counts as quiet: some tens of milliseconds.</summary>
    private const int RoundsUntilQuiet = 100_000;

    private const int QuietInterval = 16;
    private readonly Lock _lock = new();
    private Served[] _served = [];
    private BusyTimer[] _timers = [];
    private uint _round;

    public override void Add(ILoopSocket socket)
    {
        lock (_lock)
            Volatile.Write(ref _served, [.. _served, new Served(socket)]);
        EnsureStarted();
    }

    public override void Remove(ILoopSocket socket)
    {
        lock (_lock)
            Volatile.Write(ref _served, [.. _served.Where(served => served.Socket != socket)]);
    }

    public void Add(BusyTimer timer)
    {
        lock (_lock)
            Volatile.Write(ref _timers, [.. _timers, timer]);
        EnsureStarted();
    }

    public void Remove(BusyTimer timer)
    {
        lock (_lock)
            Volatile.Write(ref _timers, [.. _timers.Where(other => other != timer)]);
    }

    /// <summary>Nothing to do: what waits to be sent is looked at in every round.</summary>
    public override void Update(ILoopSocket socket)
    {
    }

    /// <summary>Nothing to do: the loop never waits.</summary>
    protected override void Wake()
    {
    }

    protected override void Serve()
    {
        foreach (var timer in Volatile.Read(ref _timers))
            timer.RingWhenDue();

        var all = Volatile.Read(ref _served);
        uint turn = ++_round % QuietInterval == 0 && all.Length > 0 ? _round / QuietInterval % (uint)all.Length : uint.MaxValue;
        bool areAllQuiet = true;
        for (int i = 0; i < all.Length; i++)
        {
            var served = all[i];
            bool isQuiet = served.RoundsWithout >= RoundsUntilQuiet;
            areAllQuiet &= isQuiet;
            try
            {
                if (served.Socket.HasUnsent)
                    served.Socket.SendMore();
                if (!isQuiet || turn == i)
                    served.RoundsWithout = served.Socket.Receive() ? 0 : served.RoundsWithout + 1;
            }
            catch (Exception e)
            {
                Fail(served.Socket, e);
            }
        }

        if (areAllQuiet)
            Thread.Yield();
    }

    private sealed class Served(ILoopSocket socket)
    {
        public ILoopSocket Socket => socket;

        public int RoundsWithout { get; set; }
    }
}
