using Akka.Actor;
using O2.Protocol;

namespace O2.Actors;

/// <summary>This process's part in the ensemble's clock: follower of the reference, or the reference itself.</summary>
/// <remarks>
/// The directory decides the part: whose <c>_cs</c> is active is the reference. Thread-safe: a short lock, because an answer is taken where it
/// arrives and a user becomes reference at once; the user's time source is never read under it, since it may wait for a lock of its own.
/// <see cref="ClockActor"/> drives the deadlines.
/// </remarks>
internal sealed class ProcessClock
{
    private readonly ProcessCore _core;
    private readonly Lock _lock = new();
    private readonly ClockFollower _follower;
    private readonly ClockReference _reference;
    private volatile Func<double>? _source;

    public ProcessClock(ProcessCore core)
    {
        _core = core;
        _follower = new ClockFollower(Global);
        _reference = new ClockReference(Global);
    }

    /// <summary>What a time source showed at a moment; null when there is none, or when it failed.</summary>
    private readonly record struct Reading(Func<double>? Source, LocalTime At, double? Seconds)
    {
        /// <summary>What it shows a little later; NaN when it failed.</summary>
        public LocalTime SecondsAt(LocalTime now) => new((Seconds ?? double.NaN) + (now - At));
    }

    /// <summary>The line from local to global time; read from any thread.</summary>
    public GlobalClock Global { get; } = new();

    /// <summary>The actor that drives the deadlines; set once, before the process joins.</summary>
    public IActorRef Driver { get; set; } = ActorRefs.Nobody;

    /// <summary>The actor that is told when this process gets global time; nobody, when none wants to know.</summary>
    public IActorRef Listener { get; set; } = ActorRefs.Nobody;

    public ClockState State
    {
        get
        {
            lock (_lock)
            {
                var now = _core.Clock.Now;
                var (mean, min) = _follower.RoundTrip;
                return new ClockState(
                    Global.IsSynchronized, _reference.IsRunning, _reference.IsRunning ? _core.Directory.OwnName.Text : _follower.Reference,
                    Global.IsSynchronized ? Global.At(now).Seconds - now.Seconds : 0, mean, min,
                    Global.IsSynchronized ? Global.RestRate - 1 : 0);
            }
        }
    }

    /// <summary>Offers <c>_cs</c>; unless another process's <c>_cs</c> is active, this process is the reference when this returns.</summary>
    /// <exception cref="ArgumentException">The source does not show a finite number.</exception>
    public void OfferReference(Func<double>? source)
    {
        double? shown = source?.Invoke();
        var first = new Reading(source, _core.Clock.Now, shown);
        if (first.Seconds is { } seconds && !double.IsFinite(seconds))
            throw new ArgumentException("A time source has to show a finite number of seconds.", nameof(source));
        bool synchronized;
        lock (_lock)
        {
            _source = source;
            _reference.Stop();
            synchronized = ActiveProvider is null or { IsOwn: true } && StartReference(first);
        }

        // As in O2, a process that becomes the reference knows the time before it offers it.
        if (synchronized)
            OnSynchronized();
        _core.Directory.GetOrAddLocal(ServiceName.Clock, service => service.Methods.Add("/get", null, Answer));
        TakePart();
    }

    /// <summary>Looks who provides <c>_cs</c> now, and follows, or becomes the reference without a step.</summary>
    public void TakePart()
    {
        bool synchronized = false;
        var reading = Read(_source);
        lock (_lock)
        {
            var active = ActiveProvider;
            bool isReference = active is { IsOwn: true };
            _follower.HandleReferenceChanged(_core.Clock.Now, isReference ? null : active?.Process?.Text);
            if (isReference && !_reference.IsRunning)
                synchronized = StartReference(reading);
            else if (!isReference)
                _reference.Stop();
        }

        if (synchronized)
            OnSynchronized();
        Driver.Tell(ClockActor.Tick.Instance);
    }

    /// <summary>Takes the answer to a ping.</summary>
    public void HandleAnswer(int pingNumber, GlobalTime referenceTime)
    {
        var arrived = _core.Clock.Now;
        bool isEarlier;
        lock (_lock)
        {
            var deadline = _follower.NextDeadline;
            _follower.HandleAnswer(arrived, arrived, pingNumber, referenceTime);
            isEarlier = _follower.NextDeadline < deadline;
        }

        Drain();
        if (isEarlier)
            Driver.Tell(ClockActor.Tick.Instance);
    }

    /// <summary>Does what is due, and says when the next thing is.</summary>
    public LocalTime HandleDeadline()
    {
        bool adjusted = false;
        bool isReadingDue;
        LocalTime next;
        lock (_lock)
            isReadingDue = _core.Clock.Now >= _reference.NextDeadline;
        var reading = isReadingDue ? Read(_source) : default;
        lock (_lock)
        {
            var now = _core.Clock.Now;
            _follower.HandleDeadline(now);
            if (isReadingDue && reading.Source == _source)
                adjusted = _reference.HandleReading(now, reading.SecondsAt(now));
            next = _follower.NextDeadline < _reference.NextDeadline ? _follower.NextDeadline : _reference.NextDeadline;
        }

        if (adjusted)
            _core.Scheduler.OnClockChanged();
        Drain();
        return next;
    }

    private ServiceProvider? ActiveProvider => _core.Directory.FindActive(ServiceName.Clock);

    /// <summary>True when the ensemble's time became known by this.</summary>
    private bool StartReference(Reading first)
    {
        var now = _core.Clock.Now;
        _follower.HandleReferenceChanged(now, null);
        return first.Seconds is not null && first.Source == _source ? _reference.Start(now, first.SecondsAt(now)) : _reference.Start(now);
    }

    /// <summary>Reads the user's time source, which may wait before it looks. When it fails, time runs on as it did.</summary>
    private Reading Read(Func<double>? source)
    {
        double? shown = null;
        try
        {
            shown = source?.Invoke() is { } seconds && double.IsFinite(seconds) ? seconds : null;
        }
        catch (Exception e)
        {
            _core.Events.Publish(new ServiceFailure(ServiceName.Clock, e, null));
        }

        return new Reading(source, _core.Clock.Now, shown);
    }

    private void Drain()
    {
        while (true)
        {
            ClockFollowerOutput output;
            lock (_lock)
            {
                if (!_follower.TryDequeueOutput(out output))
                    return;
            }

            switch (output.Kind)
            {
                case ClockFollowerOutputKind.SendPing:
                    var ping = ClockMessages.CreateGet(_core.Directory.OwnName, output.PingNumber);
                    lock (_lock)
                        _follower.HandlePingSent(_core.Clock.Now, output.PingNumber);
                    (ActiveProvider?.Endpoint as IMessageLink)?.Send(ping);   // a reference that has just gone does not answer, and that is all
                    break;
                case ClockFollowerOutputKind.Synchronized:
                    OnSynchronized();
                    break;
                case ClockFollowerOutputKind.Adjusted:
                    _core.Scheduler.OnClockChanged();
                    break;
            }
        }
    }

    private void OnSynchronized()
    {
        _core.Scheduler.OnClockChanged();
        _core.Directory.BecomeSynchronized();
        var synchronized = new ClockSynchronized(_core.Now);
        _core.Events.Publish(synchronized);
        Listener.Tell(synchronized);
    }

    /// <summary>
    /// Answers <c>_cs/get</c> on the receiving thread; only processes are answered. The first question comes by UDP as soon as the follower hears of
    /// <c>_cs</c>, and may overtake what the follower says about itself by TCP; so the answer does not wait for that. While another process is the
    /// reference and we do not know the time yet, there is no answer.
    /// </summary>
    private void Answer(O2MessageView ping)
    {
        if (Global.IsSynchronized && ClockMessages.TryReadGet(ping.ToMessage(), out int pingNumber, out var follower) && _core.Directory.FindLink(follower) is { } link)
            link.Send(ClockMessages.CreatePut(follower, pingNumber, _core.Now));
    }
}
