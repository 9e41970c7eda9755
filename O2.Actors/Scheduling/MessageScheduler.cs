using System.Diagnostics.CodeAnalysis;
using O2.Protocol;

namespace O2.Actors;

/// <summary>Holds messages until their time on the ensemble's clock and then routes them, in order of time, first in first out for equal times.</summary>
/// <remarks>
/// Thread-safe. Due messages leave on the precise timer's thread: inline methods run there, actors get them in their mailbox. A message
/// that is due already is delivered by its sender, unless earlier ones are still on their way. Bounded by the process's options. What waits is a copy, without
/// the receive buffer that it came in.
/// </remarks>
internal sealed class MessageScheduler(ProcessCore core)
{
    private readonly Lock _lock = new();
    private readonly Signal _room = new(core.Environment.Background);
    private readonly WaitingMessages<MessageSource> _waiting = new(core.Options.MaxScheduledMessages);
    private IPreciseTimer? _timer;
    private long _bytes;
    private bool _dispatching;

    /// <summary>How many messages wait.</summary>
    public int Count
    {
        get
        {
            lock (_lock)
                return _waiting.Count;
        }
    }

    /// <summary>Begins to dispatch, also what waits already.</summary>
    /// <param name="failed">Called when dispatching a message threw; the next ones are dispatched all the same.</param>
    /// <returns>Ends the dispatching when it is disposed.</returns>
    public IDisposable Start(Action<Exception> failed)
    {
        var timer = core.Clock.CreateTimer(() => Dispatch(failed));
        lock (_lock)
        {
            _timer = timer;
            ArmForNext();
        }

        return timer;
    }

    /// <summary>Takes a message with a time (<see cref="SendStatus.Scheduled"/>), or says why not; null when its time has come: deliver it now.</summary>
    public SendStatus? TryAdd(in O2MessageView message, MessageSource source)
    {
        if (!core.GlobalClock.IsSynchronized)
            return SendStatus.NoClock;
        double ahead = message.Time - core.Now;
        if (ahead > core.Options.MaxScheduleAhead.TotalSeconds)
            return SendStatus.TooFarAhead;
        lock (_lock)
        {
            bool othersBefore = _dispatching || _waiting.NextTime <= message.Time.Seconds;
            if (ahead <= 0 && !othersBefore)
                return null;
            if (!HasRoom || !_waiting.TryAdd(message, source))
                return SendStatus.Blocked;
            _bytes += message.WireLength;
            if (!othersBefore)
                ArmForNext();
            return SendStatus.Scheduled;
        }
    }

    /// <summary>The line from local to global time is another one now.</summary>
    public void OnClockChanged()
    {
        lock (_lock)
            ArmForNext();
    }

    /// <summary>Completes when there may be room for a message.</summary>
    public Task WaitForRoomAsync()
    {
        lock (_lock)
            return HasRoom ? Task.CompletedTask : _room.Next();
    }

    /// <summary>Drops what waits.</summary>
    /// <returns>How many messages that were.</returns>
    public int Flush()
    {
        lock (_lock)
        {
            _room.Raise();
            _bytes = 0;
            return _waiting.Clear();
        }
    }

    private bool HasRoom => _waiting.Count < _waiting.Capacity && _bytes < core.Options.MaxScheduledBytes;

    private void ArmForNext()
    {
        if (_waiting.Count > 0)
            _timer?.Arm(core.GlobalClock.LocalAt(new GlobalTime(_waiting.NextTime)));
    }

    private void Dispatch(Action<Exception> failed)
    {
        while (TryTake(out var message, out var source))
        {
            try
            {
                core.Router.Route(message, source, isDue: true);
            }
            catch (Exception e)
            {
                failed(e);
            }
        }
    }

    private bool TryTake(out O2MessageView message, [NotNullWhen(true)] out MessageSource? source)
    {
        lock (_lock)
        {
            _dispatching = _waiting.TryTake(core.Now.Seconds, out message, out source);
            if (_dispatching)
            {
                _bytes -= message.WireLength;
                _room.Raise();
            }
            else
            {
                ArmForNext();
            }

            return _dispatching;
        }
    }
}
