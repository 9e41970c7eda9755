using Akka.Dispatch;

namespace Akka.Actor;

/// <summary>What a scheduler does at some time: send a message or run code, once or again and again.</summary>
internal sealed class ScheduledWork
{
    private readonly ICanTell? _receiver;
    private readonly object _payload; // message, Action or IRunnable
    private readonly IActorRef? _sender;
    private readonly ICancelable? _cancelable;

    private ScheduledWork(TimeSpan? interval, ICanTell? receiver, object payload, IActorRef? sender, ICancelable? cancelable)
    {
        Interval = interval;
        _receiver = receiver;
        _payload = payload;
        _sender = sender;
        _cancelable = cancelable;
    }

    /// <summary>The time between repetitions, or null.</summary>
    public TimeSpan? Interval { get; }

    /// <summary>True once it is cancelled.</summary>
    public bool IsCancelled => _cancelable?.IsCancellationRequested == true;

    /// <summary>Tells of the cancellation.</summary>
    public CancellationToken Token => _cancelable?.Token ?? CancellationToken.None;

    /// <summary>A message to be sent.</summary>
    public static ScheduledWork Tell(TimeSpan? interval, ICanTell receiver, object message, IActorRef? sender, ICancelable? cancelable) =>
        new(interval, receiver, message, sender, cancelable);

    /// <summary>A delegate to be called.</summary>
    public static ScheduledWork Run(TimeSpan? interval, Action action, ICancelable? cancelable) => new(interval, null, action, null, cancelable);

    /// <summary>Work to be done.</summary>
    public static ScheduledWork Run(TimeSpan? interval, IRunnable action, ICancelable? cancelable) => new(interval, null, action, null, cancelable);

    /// <summary>Does it.</summary>
    public void Execute()
    {
        if (_receiver is not null)
            _receiver.Tell(_payload, _sender);
        else if (_payload is Action action)
            action();
        else
            ((IRunnable)_payload).Run();
    }
}
