using O2.Protocol;

namespace O2.Actors;

/// <summary>Takes each message to the provider of its service: a mailbox or inline method here, the queue of another process, or the scheduler.</summary>
/// <remarks>Thread-safe, without locks: it reads the directory's current snapshot. See <c>docs/architecture.md</c>, "How a message flows".</remarks>
internal sealed class Router(ProcessCore core)
{
    /// <summary>Routes a send whose message does not exist yet; for an inline method here, it never has to.</summary>
    public SendStatus Send(O2Address address, GlobalTime time, bool reliable, ReadOnlySpan<O2Value> args)
    {
        var flags = reliable ? MessageFlags.Reliable : MessageFlags.BestEffort;
        if (time.IsImmediate && !address.IsBundle && core.Directory.Snapshot.TryGetService(address.Service, out var entry)
            && entry is { Taps.IsEmpty: true, Active.Endpoint: LocalService { HasActor: false } service }
            && InlineDelivery.TryDeliver(core, service, address, time, flags, args))
        {
            return SendStatus.Sent;
        }

        return Route(O2Message.Create(address, time, flags, args), MessageOrigin.Local);
    }

    /// <summary>Routes a message: to its provider, or, when its time has not come and the provider is here, to the scheduler.</summary>
    /// <param name="message">The message.</param>
    /// <param name="origin">How it came; that of a message which waited is kept.</param>
    /// <param name="isDue">Whether it has waited at the scheduler: its service is looked up afresh, and it does not wait again.</param>
    public SendStatus Route(O2Message message, MessageOrigin origin, bool isDue = false)
    {
        var directory = core.Directory.Snapshot;
        directory.TryGetService(message.Address.Service, out var service);
        var delivery = DeliveryRules.Decide(service, origin, message.Flags);
        var status = delivery.Kind switch
        {
            DeliveryKind.Send => Forward(delivery.Provider!, message),
            DeliveryKind.Deliver when isDue || message.Time.IsImmediate => Deliver(delivery.Provider!, service!, directory, message),
            DeliveryKind.Deliver => Schedule(message, origin) ?? Deliver(delivery.Provider!, service!, directory, message),
            DeliveryKind.NotOurs => Drop(DropReason.NoLocalProvider, message),
            DeliveryKind.NoTapper => Drop(DropReason.UnknownTapper, message),
            _ => Drop(DropReason.UnknownService, message),
        };
        if (status == SendStatus.Blocked && (isDue || origin != MessageOrigin.Local))
            core.Drop(DropReason.QueueFull, message);   // nobody is there to be told, and to try again
        return status;
    }

    /// <summary>Completes when a message that was <see cref="SendStatus.Blocked"/> may be tried again.</summary>
    public Task WaitForRoomAsync(O2Message message) =>
        core.Directory.FindActive(message.Address.Service)?.Endpoint is PeerLink link ? link.WaitForRoomAsync(message) : core.Scheduler.WaitForRoomAsync();

    /// <summary>Sends what waited at a withdrawn service once more: another provider may have it.</summary>
    public void RouteWithdrawn(O2Message message)
    {
        if (core.Directory.Snapshot.Status(message.Address.Service) == ServiceStatus.Unknown)
            Drop(DropReason.ServiceWithdrawn, message);
        else
            Route(message, MessageOrigin.Withdrawn);
    }

    /// <summary>The status when the message waits or cannot, null when it is to be delivered now.</summary>
    private SendStatus? Schedule(O2Message message, MessageOrigin origin)
    {
        switch (core.Scheduler.TryAdd(message, origin))
        {
            case ScheduleResult.Due:
                return null;
            case ScheduleResult.Scheduled:
                return SendStatus.Scheduled;
            case ScheduleResult.NoClock:
                Drop(DropReason.NoClock, message);
                return SendStatus.NoClock;
            case ScheduleResult.TooFarAhead:
                Drop(DropReason.TooFarAhead, message);
                return SendStatus.TooFarAhead;
            default:
                return SendStatus.Blocked;
        }
    }

    private SendStatus Deliver(ServiceProvider provider, ServiceEntry service, DirectorySnapshot directory, O2Message message)
    {
        if (message.IsBundle)
        {
            DeliverElements(message);
            return SendStatus.Sent;
        }

        Handle((LocalService)provider.Endpoint!, message);
        if (!service.Taps.IsEmpty)
            Tap(message, service, directory);
        return SendStatus.Sent;
    }

    /// <summary>Unbundling counts as a delivery in progress: the elements come first, in their order, then what their handlers send.</summary>
    private void DeliverElements(O2Message bundle)
    {
        bool isFirst = InlineDelivery.TryBegin();
        try
        {
            foreach (var element in bundle.ReadElements())
            {
                if (SystemAddress.IsForProcess(element.Address, core.Directory.OwnName))
                    Drop(DropReason.NotAllowed, element);
                else
                    Route(element.With(flags: element.Flags.WithReliable(true)), MessageOrigin.Bundle);
            }
        }
        finally
        {
            if (isFirst)
                InlineDelivery.End();
        }
    }

    private void Handle(LocalService service, O2Message message)
    {
        if (!service.HasActor || service.Methods.Contains(message.Address))
            InlineDelivery.Deliver(core, service, message);
        else if (!service.TryTell(message))
            RouteWithdrawn(message);
    }

    /// <summary>A copy goes to the process that owns the tap, whoever else offers the tapper's name; here it may be tapped once more.</summary>
    private void Tap(O2Message delivered, ServiceEntry tappee, DirectorySnapshot directory)
    {
        foreach (var copy in TapRules.CopiesOf(delivered, tappee, directory))
        {
            if (copy.Receiver.IsOwn)
            {
                if (directory.TryGetService(copy.Message.Address.Service, out var tapper))
                    Deliver(copy.Receiver, tapper, directory, copy.Message);
            }
            else if (Forward(copy.Receiver, copy.Message) == SendStatus.Blocked)
            {
                core.Drop(DropReason.QueueFull, copy.Message);
            }
        }
    }

    private SendStatus Forward(ServiceProvider provider, O2Message message)
    {
        var status = ((PeerLink)provider.Endpoint!).Send(message);
        switch (status)
        {
            case SendStatus.TooLarge:
                core.Drop(DropReason.TooLarge, message);
                break;
            case SendStatus.NoService:
                core.Drop(DropReason.UnknownService, message);
                break;
            case SendStatus.Blocked when !message.Flags.IsReliable:
                core.Drop(DropReason.QueueFull, message);   // best effort: lost here as it might be on the way
                return SendStatus.Sent;
        }

        return status;
    }

    private SendStatus Drop(DropReason reason, O2Message message)
    {
        core.Drop(reason, message);
        return SendStatus.NoService;
    }
}
