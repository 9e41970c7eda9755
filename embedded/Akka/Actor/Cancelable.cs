namespace Akka.Actor;

/// <summary>A cancellation for scheduled work.</summary>
/// <remarks>Thread-safe.</remarks>
public class Cancelable : ICancelable, IDisposable
{
    private readonly IActionScheduler _scheduler;
    private readonly CancellationTokenSource _source = new();

    /// <summary>Creates a cancellation.</summary>
    /// <param name="scheduler">Measures the time for <see cref="CancelAfter(TimeSpan)"/>.</param>
    public Cancelable(IScheduler scheduler)
        : this(scheduler.Advanced)
    {
    }

    /// <summary>Creates a cancellation.</summary>
    /// <param name="scheduler">Measures the time for <see cref="CancelAfter(TimeSpan)"/>.</param>
    public Cancelable(IActionScheduler scheduler) => _scheduler = scheduler;

    /// <summary>Creates a cancellation that happens by itself after <paramref name="delay"/>.</summary>
    public Cancelable(IScheduler scheduler, TimeSpan delay)
        : this(scheduler) => CancelAfter(delay);

    /// <inheritdoc />
    public bool IsCancellationRequested => _source.IsCancellationRequested;

    /// <inheritdoc />
    public CancellationToken Token => _source.Token;

    /// <inheritdoc />
    public void Cancel() => _source.Cancel();

    /// <inheritdoc />
    public void CancelAfter(TimeSpan delay) => _scheduler.ScheduleOnce(delay, Cancel, this);

    /// <inheritdoc />
    public void CancelAfter(int millisecondsDelay) => CancelAfter(TimeSpan.FromMilliseconds(millisecondsDelay));

    /// <inheritdoc />
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Releases the token.</summary>
    protected virtual void Dispose(bool disposing)
    {
        if (disposing)
            _source.Dispose();
    }
}
