using O2.Protocol;

namespace O2.Lite;

/// <content>Polling in the background, and leaving.</content>
public sealed partial class LiteClient
{
    private static readonly TimeSpan LeaveLimit = TimeSpan.FromSeconds(1);

    private static readonly TimeSpan ShortestPause = TimeSpan.FromMilliseconds(1), LongestPause = TimeSpan.FromSeconds(1);

    /// <summary>How late the system's timers may be, in seconds; so much ahead of a timed message the loop begins to poll without waiting.</summary>
    private static readonly double TimerGrain = OperatingSystem.IsWindows() ? 0.016 : OperatingSystem.IsBrowser() ? 0.005 : 0.002;

    private readonly SemaphoreSlim _wake = new(0);
    private readonly CancellationTokenSource _ended = new();
    private Task? _background;

    /// <summary>Makes a client that polls itself in the background, with default options.</summary>
    /// <param name="ensemble">Name of the ensemble, 1 to 63 bytes.</param>
    /// <returns>The client; it looks for a host from now on.</returns>
    /// <exception cref="ArgumentException">The name is not allowed.</exception>
    public static LiteClient Start(string ensemble) => Start(new LiteClientOptions { Ensemble = ensemble });

    /// <summary>Makes a client that polls itself in the background.</summary>
    /// <param name="options">How it joins.</param>
    /// <returns>The client; it looks for a host from now on.</returns>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    /// <remarks>
    /// Handlers are called on pool threads, one at a time. Subscribe to <see cref="HandlerFailed"/>: without that, a handler that throws ends the polling, and
    /// <see cref="DisposeAsync"/> throws it.
    /// </remarks>
    public static LiteClient Start(LiteClientOptions options)
    {
        LiteClient client = new(options);
        client._background = Task.Run(() => client.RunAsync());
        return client;
    }

    /// <summary>Polls whenever something is due or has come, until it is cancelled or the client is disposed.</summary>
    /// <param name="cancellation">Ends the polling; the client can be polled on.</param>
    /// <returns>Completes at the end; fails with what a handler threw if nobody listens to <see cref="HandlerFailed"/>.</returns>
    /// <remarks>
    /// Timed messages are delivered within a millisecond of their moment when the machine has a processor to spare: for the last moments before one the
    /// loop does not wait.
    /// </remarks>
    public async Task RunAsync(CancellationToken cancellation = default)
    {
        while (!cancellation.IsCancellationRequested && !_disposed)
        {
            try
            {
                Poll();
            }
            catch (ObjectDisposedException) when (_disposed)
            {
                return;
            }

            TimeSpan pause = PauseUntilNextPoll();
            if (pause == TimeSpan.Zero)
                await Task.Yield();
            else
                await WaitAsync(pause, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Leaves: stops polling, sends what waits (for up to a second), and closes. A second call does nothing.</summary>
    /// <returns>Complete when the client has left.</returns>
    public async ValueTask DisposeAsync()
    {
        ILiteLink? link;
        lock (_gate)
        {
            if (_disposed)
                return;
            _disposed = true;
            (link, _link) = (_link, null);
            _search?.Dispose();
            AbandonQuestions();
        }

        Wake();
        if (link is not null)
            await LeaveAsync(link).ConfigureAwait(false);
        if (_background is not null)
            await _background.ConfigureAwait(false);
    }

    /// <summary>Sends what waits, says that nothing more will come, and waits until the host has closed: it has all then.</summary>
    private static async Task LeaveAsync(ILiteLink link)
    {
        using CancellationTokenSource limit = new(LeaveLimit);
        using PeriodicTimer tick = new(ShortestPause);
        try
        {
            bool isEnding = false;
            do
            {
                link.Poll();
                if (!isEnding && link.QueuedBytes == 0)
                {
                    link.EndSending();
                    isEnding = true;
                }

                while (link.TryReceive(out O2Message? _))
                {
                    // Comes too late to be delivered.
                }
            }
            while (link.State == LinkState.Open && await tick.WaitForNextTickAsync(limit.Token).ConfigureAwait(false));
        }
        catch (OperationCanceledException)
        {
            // The host has had its time.
        }
        finally
        {
            link.Dispose();
        }
    }

    private TimeSpan PauseUntilNextPoll()
    {
        lock (_gate)
        {
            if (_disposed || _mayHaveMore)
                return TimeSpan.Zero;
            _link?.WakeOnProgress(Wake);
            if (_link?.QueuedBytes > 0)
                return ShortestPause;
            LocalTime now = _clock.Now;
            double untilDelivery = _session.NextDelivery - now - TimerGrain;
            if (untilDelivery <= 0)
                return TimeSpan.Zero;
            double untilStep = Math.Clamp(_session.NextStep - now, ShortestPause.TotalSeconds, LongestPause.TotalSeconds);
            return TimeSpan.FromSeconds(Math.Min(untilDelivery, untilStep));
        }
    }

    private async Task WaitAsync(TimeSpan pause, CancellationToken cancellation)
    {
        try
        {
            await _wake.WaitAsync(pause, cancellation).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The loop sees it.
        }
    }

    private void Wake()
    {
        if (_wake.CurrentCount == 0)
            _wake.Release();
    }
}
