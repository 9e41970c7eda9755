using Xunit.Sdk;

namespace Akka.TestKit;

/// <content>Waiting until something holds.</content>
public abstract partial class TestKitBase
{
    private static readonly TimeSpan DefaultInterval = TimeSpan.FromMilliseconds(10);

    /// <summary>Repeats an assertion until it passes.</summary>
    /// <param name="assertion">Throws while it does not hold.</param>
    /// <param name="duration">How long to try; then the last exception is thrown.</param>
    /// <param name="interval">The pause between trials.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public void AwaitAssert(Action assertion, TimeSpan? duration = null, TimeSpan? interval = null, CancellationToken cancellationToken = default) =>
        Repeat(() => Run(assertion), duration, interval, true, cancellationToken).GetAwaiter().GetResult();

    /// <inheritdoc cref="AwaitAssert" />
    public Task AwaitAssertAsync(Action assertion, TimeSpan? duration = null, TimeSpan? interval = null, CancellationToken cancellationToken = default) =>
        Repeat(() => Run(assertion), duration, interval, false, cancellationToken).AsTask();

    /// <inheritdoc cref="AwaitAssert" />
    public Task AwaitAssertAsync(Func<Task> assertion, TimeSpan? duration = null, TimeSpan? interval = null, CancellationToken cancellationToken = default) =>
        Repeat(assertion, duration, interval, false, cancellationToken).AsTask();

    /// <summary>Waits until a condition holds.</summary>
    public void AwaitCondition(Func<bool> conditionIsFulfilled, CancellationToken cancellationToken = default) =>
        AwaitCondition(conditionIsFulfilled, null, null, null, cancellationToken);

    /// <inheritdoc cref="AwaitCondition(Func{bool}, CancellationToken)" />
    public void AwaitCondition(Func<bool> conditionIsFulfilled, TimeSpan? max, CancellationToken cancellationToken = default) =>
        AwaitCondition(conditionIsFulfilled, max, null, null, cancellationToken);

    /// <inheritdoc cref="AwaitCondition(Func{bool}, CancellationToken)" />
    public void AwaitCondition(Func<bool> conditionIsFulfilled, TimeSpan? max, string? message, CancellationToken cancellationToken = default) =>
        AwaitCondition(conditionIsFulfilled, max, null, message, cancellationToken);

    /// <inheritdoc cref="AwaitCondition(Func{bool}, CancellationToken)" />
    public void AwaitCondition(
        Func<bool> conditionIsFulfilled, TimeSpan? max, TimeSpan? interval, string? message = null, CancellationToken cancellationToken = default) =>
        Repeat(() => Demand(conditionIsFulfilled(), message), max, interval, true, cancellationToken).GetAwaiter().GetResult();

    /// <inheritdoc cref="AwaitCondition(Func{bool}, CancellationToken)" />
    public Task AwaitConditionAsync(Func<bool> conditionIsFulfilled, CancellationToken cancellationToken = default) =>
        AwaitConditionAsync(conditionIsFulfilled, null, null, null, cancellationToken);

    /// <inheritdoc cref="AwaitCondition(Func{bool}, CancellationToken)" />
    public Task AwaitConditionAsync(Func<bool> conditionIsFulfilled, TimeSpan? max, string? message, CancellationToken cancellationToken = default) =>
        AwaitConditionAsync(conditionIsFulfilled, max, null, message, cancellationToken);

    /// <inheritdoc cref="AwaitCondition(Func{bool}, CancellationToken)" />
    public Task AwaitConditionAsync(
        Func<bool> conditionIsFulfilled, TimeSpan? max, TimeSpan? interval, string? message = null, CancellationToken cancellationToken = default) =>
        Repeat(() => Demand(conditionIsFulfilled(), message), max, interval, false, cancellationToken).AsTask();

    /// <inheritdoc cref="AwaitCondition(Func{bool}, CancellationToken)" />
    public Task AwaitConditionAsync(Func<Task<bool>> conditionIsFulfilled, CancellationToken cancellationToken = default) =>
        AwaitConditionAsync(conditionIsFulfilled, null, null, null, cancellationToken);

    /// <inheritdoc cref="AwaitCondition(Func{bool}, CancellationToken)" />
    public Task AwaitConditionAsync(Func<Task<bool>> conditionIsFulfilled, TimeSpan? max, CancellationToken cancellationToken = default) =>
        AwaitConditionAsync(conditionIsFulfilled, max, null, null, cancellationToken);

    /// <inheritdoc cref="AwaitCondition(Func{bool}, CancellationToken)" />
    public Task AwaitConditionAsync(
        Func<Task<bool>> conditionIsFulfilled, TimeSpan? max, TimeSpan? interval, string? message = null, CancellationToken cancellationToken = default) =>
        Repeat(async () => await Demand(await conditionIsFulfilled(), message), max, interval, false, cancellationToken).AsTask();

    private static Task Run(Action assertion)
    {
        assertion();
        return Task.CompletedTask;
    }

    private static Task Demand(bool condition, string? message) =>
        condition ? Task.CompletedTask : throw new XunitException(message ?? "Timeout: the condition does not hold.");

    private async ValueTask Repeat(Func<Task> trial, TimeSpan? max, TimeSpan? interval, bool blocking, CancellationToken cancellationToken)
    {
        var end = Now + RemainingOrDilated(max);
        while (true)
        {
            cancellationToken.ThrowIfCancellationRequested();
            try
            {
                await trial();
                return;
            }
            catch (Exception) when (Now < end)
            {
                // try again after the pause
            }
            if (blocking)
                cancellationToken.WaitHandle.WaitOne(interval ?? DefaultInterval);
            else
                await Task.Delay(interval ?? DefaultInterval, cancellationToken);
        }
    }
}
