using O2.Protocol;

namespace O2.Actors.TestKit;

/// <summary>A timer of a <see cref="VirtualClock"/>. An armed moment that was replaced leaves an event behind that does nothing.</summary>
internal sealed class VirtualTimer(VirtualClock clock, Action due) : IPreciseTimer
{
    private readonly Lock _lock = new();
    private int _armings;
    private bool _isDisposed;

    public void Arm(LocalTime at)
    {
        int arming;
        lock (_lock)
            arming = ++_armings;
        if (double.IsNaN(at.Seconds) || at == LocalTime.Never)
            return;
        clock.Schedule(at, () => Ring(arming));
    }

    public void Dispose()
    {
        lock (_lock)
            _isDisposed = true;
    }

    private void Ring(int arming)
    {
        lock (_lock)
        {
            if (_isDisposed || arming != _armings)
                return;
        }
        due();
    }
}
