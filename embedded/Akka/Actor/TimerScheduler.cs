namespace Akka.Actor;

/// <summary>The timers of one actor.</summary>
internal sealed class TimerScheduler(ActorCell cell) : ITimerScheduler
{
    private readonly Dictionary<object, Timer> _timers = [];
    private long _lastGeneration;

    /// <inheritdoc />
    public IReadOnlyCollection<object> ActiveTimers => _timers.Keys;

    /// <inheritdoc />
    public void StartPeriodicTimer(object key, object msg, TimeSpan interval) =>
        Start(key, msg, interval, interval, ActorRefs.NoSender);

    /// <inheritdoc />
    public void StartPeriodicTimer(object key, object msg, TimeSpan interval, IActorRef sender) =>
        Start(key, msg, interval, interval, sender);

    /// <inheritdoc />
    public void StartPeriodicTimer(object key, object msg, TimeSpan initialDelay, TimeSpan interval) =>
        Start(key, msg, initialDelay, interval, ActorRefs.NoSender);

    /// <inheritdoc />
    public void StartPeriodicTimer(object key, object msg, TimeSpan initialDelay, TimeSpan interval, IActorRef sender) =>
        Start(key, msg, initialDelay, interval, sender);

    /// <inheritdoc />
    public void StartSingleTimer(object key, object msg, TimeSpan timeout) => Start(key, msg, timeout, null, ActorRefs.NoSender);

    /// <inheritdoc />
    public void StartSingleTimer(object key, object msg, TimeSpan timeout, IActorRef sender) => Start(key, msg, timeout, null, sender);

    /// <inheritdoc />
    public bool IsTimerActive(object key) => _timers.ContainsKey(key);

    /// <inheritdoc />
    public void Cancel(object key)
    {
        if (_timers.Remove(key, out var timer))
            timer.Task.Cancel();
    }

    /// <inheritdoc />
    public void CancelAll()
    {
        foreach (var timer in _timers.Values)
            timer.Task.Cancel();
        _timers.Clear();
    }

    /// <summary>Tells whether a timer's message still counts; a single timer is over with it.</summary>
    public bool TryAccept(TimerMessage message)
    {
        if (!_timers.TryGetValue(message.Key, out var timer) || timer.Generation != message.Generation)
            return false;
        if (!timer.Repeats)
            _timers.Remove(message.Key);
        return true;
    }

    private void Start(object key, object message, TimeSpan delay, TimeSpan? interval, IActorRef? sender)
    {
        Cancel(key);
        var generation = ++_lastGeneration;
        var wrapped = TimerMessage.For(key, message, generation);
        var scheduler = cell.System.Scheduler;
        var task = interval is { } period
            ? scheduler.ScheduleTellRepeatedlyCancelable(delay, period, cell.Self, wrapped, sender)
            : scheduler.ScheduleTellOnceCancelable(delay, cell.Self, wrapped, sender);
        _timers.Add(key, new Timer(task, generation, interval is not null));
    }

    private readonly record struct Timer(ICancelable Task, long Generation, bool Repeats);
}
