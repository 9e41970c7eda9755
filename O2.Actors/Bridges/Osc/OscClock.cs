using O2.Protocol;
using O2.Protocol.Osc;

namespace O2.Actors;

/// <summary>How time tags stand to the ensemble's time in this process.</summary>
/// <remarks>
/// Both clocks are read again when a packet comes or goes and the last reading is older than <see cref="RefreshSeconds"/>; what is done with a reading is
/// <see cref="OscTimeKeeper"/>'s. Thread-safe.
/// </remarks>
internal sealed class OscClock(ProcessCore core)
{
    private const double RefreshSeconds = 0.01;
    private const double QuickReadingSeconds = 100e-6;
    private const int MaxReadings = 3;
    private readonly Lock _lock = new();
    private readonly OscTimeKeeper _keeper = new();
    private volatile Reading? _last;

    private sealed record Reading(OscTimeBase Base, LocalTime Until);

    /// <summary>The base now.</summary>
    public OscTimeBase Base =>
        _last is { } last && core.Clock.Now < last.Until && last.Base.IsKnown == core.GlobalClock.IsSynchronized ? last.Base : Read();

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
            _last = new Reading(times, after + RefreshSeconds);
            return times;
        }
    }
}
