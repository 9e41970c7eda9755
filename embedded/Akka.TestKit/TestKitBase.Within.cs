using System.Diagnostics;

namespace Akka.TestKit;

/// <content>Time limits for several expectations together.</content>
public abstract partial class TestKitBase
{
    private TimeSpan? _end;

    /// <summary>The time since some moment; real, whatever the scheduler.</summary>
    public static TimeSpan Now => Stopwatch.GetElapsedTime(0);

    /// <summary>What is left of the time of <c>Within</c>.</summary>
    /// <exception cref="InvalidOperationException">There is no such limit.</exception>
    public TimeSpan Remaining =>
        _end is { } end ? NotNegative(end - Now) : throw new InvalidOperationException("Remaining may not be called outside of \"Within\".");

    /// <summary>What is left of the time of <c>Within</c>, or the default of the settings outside of it.</summary>
    public TimeSpan RemainingOrDefault => _end is { } end ? NotNegative(end - Now) : Dilated(TestKitSettings.SingleExpectDefault);

    /// <summary><paramref name="duration"/> dilated, or what is left of the time of <c>Within</c>, or the default.</summary>
    public TimeSpan RemainingOrDilated(TimeSpan? duration) => duration is { } value ? Dilated(value) : RemainingOrDefault;

    /// <summary>Requires that an action takes no longer than <paramref name="max"/>; its expectations wait no longer.</summary>
    public void Within(TimeSpan max, Action action, TimeSpan? epsilonValue = null, CancellationToken cancellationToken = default) =>
        Within(TimeSpan.Zero, max, action, null, epsilonValue, cancellationToken);

    /// <summary>Requires that an action takes a time between <paramref name="min"/> and <paramref name="max"/>.</summary>
    public void Within(
        TimeSpan min, TimeSpan max, Action action, string? hint = null, TimeSpan? epsilonValue = null, CancellationToken cancellationToken = default) =>
        Within(min, max, () => { action(); return true; }, hint, epsilonValue, cancellationToken);

    /// <summary>Requires that a function takes no longer than <paramref name="max"/>; its expectations wait no longer.</summary>
    public T Within<T>(TimeSpan max, Func<T> function, TimeSpan? epsilonValue = null, CancellationToken cancellationToken = default) =>
        Within(TimeSpan.Zero, max, function, null, epsilonValue, cancellationToken);

    /// <summary>Requires that a function takes a time between <paramref name="min"/> and <paramref name="max"/>.</summary>
    public T Within<T>(
        TimeSpan min, TimeSpan max, Func<T> function, string? hint = null, TimeSpan? epsilonValue = null, CancellationToken cancellationToken = default)
    {
        var limit = new Limit(this, min, max, hint, epsilonValue);
        try
        {
            return limit.Check(function());
        }
        finally
        {
            limit.Lift();
        }
    }

    /// <summary>Requires that a task takes no longer than <paramref name="max"/>; its expectations wait no longer.</summary>
    public Task WithinAsync(TimeSpan max, Func<Task> actionAsync, TimeSpan? epsilonValue = null, CancellationToken cancellationToken = default) =>
        WithinAsync(TimeSpan.Zero, max, actionAsync, null, epsilonValue, cancellationToken);

    /// <summary>Requires that a task takes a time between <paramref name="min"/> and <paramref name="max"/>.</summary>
    public Task WithinAsync(
        TimeSpan min, TimeSpan max, Func<Task> actionAsync, string? hint = null, TimeSpan? epsilonValue = null, CancellationToken cancellationToken = default) =>
        WithinAsync(min, max, async () => { await actionAsync(); return true; }, hint, epsilonValue, cancellationToken);

    /// <summary>Requires that a task takes no longer than <paramref name="max"/>; its expectations wait no longer.</summary>
    public Task<T> WithinAsync<T>(TimeSpan max, Func<Task<T>> function, TimeSpan? epsilonValue = null, CancellationToken cancellationToken = default) =>
        WithinAsync(TimeSpan.Zero, max, function, null, epsilonValue, cancellationToken);

    /// <summary>Requires that a task takes a time between <paramref name="min"/> and <paramref name="max"/>.</summary>
    public async Task<T> WithinAsync<T>(
        TimeSpan min, TimeSpan max, Func<Task<T>> function, string? hint = null, TimeSpan? epsilonValue = null, CancellationToken cancellationToken = default)
    {
        var limit = new Limit(this, min, max, hint, epsilonValue);
        try
        {
            return limit.Check(await function());
        }
        finally
        {
            limit.Lift();
        }
    }

    private static TimeSpan NotNegative(TimeSpan time) => time < TimeSpan.Zero ? TimeSpan.Zero : time;

    /// <summary>One time limit, inside of that which holds already.</summary>
    private sealed class Limit
    {
        private readonly TestKitBase _kit;
        private readonly TimeSpan? _outerEnd;
        private readonly TimeSpan _start, _min, _max, _epsilon;
        private readonly string? _hint;

        public Limit(TestKitBase kit, TimeSpan min, TimeSpan max, string? hint, TimeSpan? epsilon)
        {
            _kit = kit;
            _outerEnd = kit._end;
            _start = Now;
            _min = min;
            _max = kit.Dilated(max);
            _epsilon = epsilon ?? TimeSpan.Zero;
            _hint = hint;
            var end = _start + _max;
            kit._end = _outerEnd < end ? _outerEnd : end;
            kit._lastWasNoMessage = false;
        }

        public T Check<T>(T result)
        {
            var took = Now - _start;
            if (took < _min)
                return Fail<T>($"Failed: block took {took}, should have been at least {_min}. {_hint}");
            return took <= _max + _epsilon || _kit._lastWasNoMessage
                ? result
                : Fail<T>($"Failed: block took {took}, exceeding {_max}. {_hint}");
        }

        public void Lift() => _kit._end = _outerEnd;
    }
}
