using O2.Protocol;
using O2.Protocol.Osc;

namespace O2.Actors;

/// <summary>How time tags stand to the ensemble's time in this process.</summary>
/// <remarks>
/// Both clocks are read again when a packet comes or goes and the last reading is older than <see cref="RefreshSeconds"/>; what is done with a reading is
/// <see cref="OscTimeKeeper"/>'s. Thread-safe. Allocates nothing.
/// </remarks>
internal sealed class OscClock(ProcessCore core)
{
    private const double RefreshSeconds = 0.01;
    private const double QuickReadingSeconds = 100e-6;
    private const int MaxReadings = 3;
    private readonly Lock _lock = new();
    private readonly OscTimeKeeper _keeper = new();
    private OscTimeBase _base;
    private LocalTime _until = new(double.NegativeInfinity);
    private int _version;   // of the two above; odd while they are written

    /// <summary>The base now.</summary>
    public OscTimeBase Base =>
        TryGetLast(out var last, out var until) && core.Clock.Now < until && last.IsKnown == core.GlobalClock.IsSynchronized ? last : Read();

    /// <summary>What was read last; false when it was written meanwhile.</summary>
    private bool TryGetLast(out OscTimeBase last, out LocalTime until)
    {
        int version = Volatile.Read(ref _version);
        (last, until) = (_base, _until);
        Interlocked.MemoryBarrier();
        return version % 2 == 0 && version == Volatile.Read(ref _version);
    }

    /// <summary>A reading during which the thread was put aside is made again.</summary>
    private OscTimeBase Read()
    {
        lock (_lock)
        {
            LocalTime before, after;
            DateTime utc;
            int readings = 0;
            do
            {
                before = core.Clock.Now;
                utc = core.Clock.UtcNow;
                after = core.Clock.Now;
                readings++;
            }
            while (after - before > QuickReadingSeconds && readings < MaxReadings);

            var times = _keeper.Update(core.GlobalClock.At(before + ((after - before) / 2)), utc - DateTime.UnixEpoch);
            Interlocked.Increment(ref _version);
            (_base, _until) = (times, after + RefreshSeconds);
            Interlocked.Increment(ref _version);
            return times;
        }
    }
}
