using Akka.Actor;
using Xunit;

namespace Akka.TestKit;

/// <summary>Demands a number of log events while some code runs.</summary>
internal sealed class EventFilterApplier(TestKitBase testKit, ActorSystem system, EventFilterRule rule) : IEventFilterApplier
{
    private TimeSpan Leeway => testKit.Dilated(testKit.TestKitSettings.TestEventFilterLeeway);

    /// <inheritdoc />
    public void ExpectOne(Action action, CancellationToken cancellationToken = default) => Expect(1, action, cancellationToken);

    /// <inheritdoc />
    public void ExpectOne(TimeSpan timeout, Action action, CancellationToken cancellationToken = default) =>
        Expect(1, timeout, action, cancellationToken);

    /// <inheritdoc />
    public Task ExpectOneAsync(Func<Task> actionAsync, CancellationToken cancellationToken = default) =>
        ExpectAsync(1, actionAsync, cancellationToken);

    /// <inheritdoc />
    public Task ExpectOneAsync(TimeSpan timeout, Func<Task> action, CancellationToken cancellationToken = default) =>
        ExpectAsync(1, timeout, action, cancellationToken);

    /// <inheritdoc />
    public void Expect(int expectedCount, Action action, CancellationToken cancellationToken = default) =>
        Expect(expectedCount, Leeway, action, cancellationToken);

    /// <inheritdoc />
    public void Expect(int expectedCount, TimeSpan timeout, Action action, CancellationToken cancellationToken = default)
    {
        using var taking = new Taking(system, rule);
        action();
        taking.Reached(Math.Max(expectedCount, 1)).Wait(timeout, cancellationToken);
        Check(expectedCount, timeout);
    }

    /// <inheritdoc />
    public Task ExpectAsync(int expectedCount, Func<Task> actionAsync, CancellationToken cancellationToken = default) =>
        ExpectAsync(expectedCount, Leeway, actionAsync, cancellationToken);

    /// <inheritdoc />
    public async Task ExpectAsync(int expectedCount, TimeSpan timeout, Func<Task> action, CancellationToken cancellationToken = default)
    {
        using var taking = new Taking(system, rule);
        await action();
        await Task.WhenAny(taking.Reached(Math.Max(expectedCount, 1)), Task.Delay(timeout, cancellationToken));
        Check(expectedCount, timeout);
    }

    /// <inheritdoc />
    public void Mute(Action action, CancellationToken cancellationToken = default)
    {
        using var taking = new Taking(system, rule);
        action();
    }

    /// <inheritdoc />
    public async Task MuteAsync(Func<Task> action, CancellationToken cancellationToken = default)
    {
        using var taking = new Taking(system, rule);
        await action();
    }

    private void Check(int expectedCount, TimeSpan timeout) => Assert.True(
        rule.Count == expectedCount, $"Expected {expectedCount} log events within {timeout}, but got {rule.Count}.");

    /// <summary>The time in which the filter takes events.</summary>
    private sealed class Taking : IDisposable
    {
        private readonly ActorSystem _system;
        private readonly EventFilterRule _rule;

        public Taking(ActorSystem system, EventFilterRule rule)
        {
            _system = system;
            _rule = rule;
            system.EventStream.Publish(new TestEventListener.MuteCommand([rule]));
        }

        /// <summary>Ends when that many events were taken.</summary>
        public Task Reached(int count)
        {
            var reached = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            _rule.Matched += Look;
            Look();
            return reached.Task;

            void Look()
            {
                if (_rule.Count >= count)
                    reached.TrySetResult();
            }
        }

        public void Dispose() => _system.EventStream.Publish(new TestEventListener.UnmuteCommand([_rule]));
    }
}
