namespace Akka.Actor;

/// <content>Stash, timers and receive timeout.</content>
internal sealed partial class ActorCell
{
    private Stash? _stash;
    private TimerScheduler? _timers;
    private TimeSpan? _receiveTimeout;
    private ICancelable? _pendingReceiveTimeout;
    private bool _receiveTimeoutChanged;

    public TimeSpan? ReceiveTimeout => _receiveTimeout;

    public Stash Stash => _stash ??= new Stash(this);

    public TimerScheduler Timers => _timers ??= new TimerScheduler(this);

    /// <summary>True once the actor has subscribed to the event stream, so that its end must unsubscribe it. Any thread.</summary>
    public bool HasSubscriptions { get; set; }

    public void SetReceiveTimeout(TimeSpan? timeout)
    {
        if (timeout is { } value && value != Timeout.InfiniteTimeSpan)
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(value, TimeSpan.Zero, nameof(timeout));
        _receiveTimeout = timeout == Timeout.InfiniteTimeSpan ? null : timeout;
        _receiveTimeoutChanged = true;
    }

    /// <summary>Puts stashed messages back in front of the mailbox, in the order given.</summary>
    public void Return(IReadOnlyList<Envelope> envelopes)
    {
        for (var i = envelopes.Count - 1; i >= 0; i--)
        {
            if (envelopes[i].Message is Terminated terminated)
                NoticeAgain(terminated);
            Mailbox.EnqueueFirst(envelopes[i]);
        }
    }

    private void CancelReceiveTimeout()
    {
        _pendingReceiveTimeout?.Cancel();
        _pendingReceiveTimeout = null;
    }

    private void RestartReceiveTimeout()
    {
        _receiveTimeoutChanged = false;
        CancelReceiveTimeout();
        if (_receiveTimeout is { } timeout && !Mailbox.IsClosed)
            _pendingReceiveTimeout = SystemImpl.Scheduler.ScheduleTellOnceCancelable(timeout, Self, Actor.ReceiveTimeout.Instance, Self);
    }
}
