using O2.Protocol;
using O2.Protocol.Lite;

namespace O2.Actors;

/// <content>Messages from the client and to it.</content>
public sealed partial class BridgeClient
{
    /// <summary>Every process is told of each change, and one that does not read fast enough is given up: a client must not be able to bring that about.</summary>
    private const int AnnouncementsAtOnce = 4 * MaxServices, AnnouncementsPerSecond = 100;

    private readonly InboundBudget _budget;
    private readonly bool _ownsBudget;   // else its connection pauses by itself
    private readonly MessageSource _source;
    private readonly MessageSource _datagrams;
    private readonly RateLimit _warnings = Warnings.NewLimit();
    private readonly RateLimit _announcements = new(AnnouncementsAtOnce, AnnouncementsPerSecond);
    private readonly Signal _room;
    private int _isListing;

    /// <summary>Whether less waits in this process of what the client has sent than may: while it is false, read nothing more from the client.</summary>
    public bool HasRoom => _budget.HasRoom;

    /// <summary>Waits until <see cref="HasRoom"/>. A bridge that awaits it before each read hands on the slowness of a service to whoever floods it.</summary>
    /// <returns>Completes when more can be received, at the latest when the client is gone. Usually it is complete; always that of an O2lite client, whose connection waits by itself.</returns>
    public Task WaitForRoomAsync()
    {
        if (_budget.HasRoom || _hasEnded || !_ownsBudget)
            return Task.CompletedTask;
        var room = _room.Next();   // before the pause, whose end may come at once
        if (_budget.TryPause() && !_hasEnded)
            return room;
        _room.Raise();
        return Task.CompletedTask;
    }

    /// <summary>
    /// Takes a message from the client: what it says about itself in the <see cref="BridgeOptions.Dialect"/> of its bridge is done, everything else
    /// is sent as if this process had sent it, to services of this or another client and to the client's own, too.
    /// </summary>
    /// <param name="message">The message, with the client's time and flags.</param>
    /// <returns>What became of it. What is not on its way is counted as dropped; nobody tells the client.</returns>
    /// <remarks>Inline methods run on the calling thread.</remarks>
    public SendStatus Receive(O2Message message)
    {
        ArgumentNullException.ThrowIfNull(message);
        return Receive(message, _source);
    }

    SendStatus IMessageLink.CanSend => _hasEnded ? SendStatus.NoService : _link.HasRoom ? SendStatus.Sent : SendStatus.Blocked;

    Task IMessageLink.WaitForRoomAsync(O2Message message) => WaitToSendAsync(message);

    SendStatus IMessageLink.Send(O2Message message) => Send(message);

    /// <summary>As <see cref="Receive(O2Message)"/>, for a message in memory of the caller; an inline method gets it there.</summary>
    internal void Receive(in O2MessageView message) => Receive(message, _source);

    /// <summary>The same for a message that came by UDP.</summary>
    internal void ReceiveDatagram(in O2MessageView message) => Receive(message, _datagrams);

    internal SendStatus Send(O2Message message)
    {
        if (_hasEnded)
            return SendStatus.NoService;
        try
        {
            return _link.Send(message);
        }
        catch (Exception e)
        {
            return Fail(e);
        }
    }

    internal Task WaitToSendAsync(O2Message message) => _link.WaitForRoomAsync(message);

    /// <summary>The directory as the client is told of it.</summary>
    internal DirectorySnapshot Directory => _core.Directory.Snapshot;

    /// <summary>Said by the client's actor when the list that was asked for is sent.</summary>
    internal void EndListing() => Volatile.Write(ref _isListing, 0);

    private void Receive(in O2MessageView message, MessageSource source)
    {
        if (SystemAddress.IsForProcess(message.Address, _core.Directory.OwnName))
        {
            Receive(message.ToMessage(), source);
            return;
        }

        try
        {
            if (!_hasEnded)
                _core.Router.Route(message, source);
        }
        catch (Exception e)
        {
            Fail(e);
        }
    }

    private SendStatus Receive(O2Message message, MessageSource source)
    {
        if (_hasEnded)
            return SendStatus.NoService;
        try
        {
            return SystemAddress.IsForProcess(message.Address, _core.Directory.OwnName)
                ? Handle(message, source)
                : _core.Router.Route(message, source);
        }
        catch (Exception e)
        {
            return Fail(e);
        }
    }

    private SendStatus Handle(O2Message message, MessageSource source)
    {
        if (Bridge.Options.Dialect is not { } dialect || !LiteAddress.TryRecognize(message, dialect, out var method))
        {
            _core.Drop(DropReason.NotAllowed, message, source);
            return SendStatus.NoService;
        }

        switch (method)
        {
            case LiteMethod.ClockQuestion:
                return AnswerClock(message, dialect);
            case LiteMethod.Announcement:
                return Apply(message, dialect);
            case LiteMethod.ClockSynchronized:
                MarkSynchronized();
                return SendStatus.Sent;
            case LiteMethod.Status when LiteClientMessages.TryReadStatus(message, out string service):
                return Reply(LiteHostMessages.CreateStatus(service, Directory.Status(service)));
            case LiteMethod.List:
                if (Interlocked.Exchange(ref _isListing, 1) == 0)   // one at a time: a client gets no more lists than it reads
                    Tell(new BridgeProtocol.ListRequested(this));
                return SendStatus.Sent;
            case LiteMethod.Early:
                HoldsTimedMessages = false;
                return SendStatus.Sent;
            default:
                return Refuse($"message [{message.Address}] has no meaning any more");
        }
    }

    /// <summary>The time is read as late as possible; while it is not known here, there is no answer.</summary>
    private SendStatus AnswerClock(O2Message question, LiteVariant dialect)
    {
        if (!LiteClientMessages.TryReadClockQuestion(question, out int id, out int number, out var replyTo))
            return Refuse($"the address for the clock's answer is none");
        if (dialect == LiteVariant.Sockets && id != Id)
            return Refuse($"it asks for the time as client [{id}]");
        return _core.GlobalClock.IsSynchronized
            ? Reply(LiteHostMessages.CreateClockAnswer(replyTo, number, _core.Now))
            : SendStatus.NoClock;
    }

    private SendStatus Apply(O2Message announcement, LiteVariant dialect)
    {
        if (!LiteClientMessages.TryReadAnnouncement(announcement, dialect, out var group, out _))
            return Refuse($"its announcement is malformed");
        if (!_announcements.TryPass(_core.Clock.Now, out _))
            return Refuse($"it announces too much");
        bool isTap = group.Change is AnnouncedChange.TapAdded or AnnouncedChange.TapRemoved;
        if (isTap ? !ServiceName.IsValidInTap(group.Service) || !ServiceName.IsValidInTap(group.Text) : !ServiceName.IsValid(group.Service))
            return Refuse($"[{group.Service}] is a name that it cannot use");
        bool isDone = group.Change switch
        {
            AnnouncedChange.ServiceOffered => OfferService(group.Service, ServiceProperties.FromWire(group.Text)),
            AnnouncedChange.ServiceGone => RemoveService(group.Service),
            AnnouncedChange.TapAdded => Tap(group.Text, group.Service, group.Mode),
            _ => Untap(group.Text, group.Service),
        };
        return isDone ? SendStatus.Sent : Refuse($"[{group.Change}] of [{group.Service}] is not possible: it is not its own, is there already, or is one too many");
    }

    /// <summary>A client that does not read gets no answers: they are lost, not kept.</summary>
    private SendStatus Reply(O2Message message)
    {
        var status = Send(message);
        if (DropReasons.Of(status) is { } reason)
            _core.Drop(reason, message, _source);
        return status;
    }

    private SendStatus Refuse(FormattableString what)
    {
        _core.Warnings.Write(_warnings, $"{_name}: {FormattableString.Invariant(what)}.");
        return SendStatus.NoService;
    }
}
