using O2.Protocol;

namespace O2.Actors;

/// <content>Waiting for the ensemble.</content>
public sealed partial class O2Process
{
    /// <summary>Waits until a service is offered and can be sent timed messages: its process and this one share the ensemble's clock.</summary>
    /// <param name="service">The service.</param>
    /// <param name="cancellation">Ends the wait, for example after a time: <c>new CancellationTokenSource(TimeSpan.FromSeconds(5)).Token</c>.</param>
    /// <exception cref="OperationCanceledException">The wait was ended, or the process was.</exception>
    /// <remarks>An ensemble without a clock reference has no time; wait with <see cref="WaitUntilAsync"/> for a status of 0 or above there.</remarks>
    public Task WaitForServiceAsync(string service, CancellationToken cancellation = default) =>
        WaitUntilAsync(() => Status(service) >= ServiceStatus.Local, cancellation);

    /// <summary>Waits until something is true of the ensemble. It is looked at now and after each event.</summary>
    /// <param name="condition">Asks this process: <see cref="Status"/>, <see cref="Processes"/>, <see cref="ClockState"/> and the like.</param>
    /// <param name="cancellation">Ends the wait.</param>
    /// <exception cref="OperationCanceledException">The wait was ended, or the process was.</exception>
    public async Task WaitUntilAsync(Func<bool> condition, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(condition);
        if (condition())
            return;
        var events = Events();
        if (condition())   // by what happened before these
            return;
        await foreach (var _ in events.WithCancellation(cancellation).ConfigureAwait(false))
        {
            if (condition())
                return;
        }

        throw new OperationCanceledException("The process ended before that became true.");
    }
}
