using O2.Protocol;

namespace O2.Actors;

/// <summary>Takes each message to the provider of its service: a mailbox or inline method here, the queue of another process, or the scheduler.</summary>
/// <remarks>Thread-safe, without locks: it reads the directory's current snapshot. See <c>docs/architecture.md</c>, "How a message flows".</remarks>
internal sealed class Router(ProcessCore core)
{
    private const int StackBytes = 256;
    private const int StackTypes = 32;

    /// <summary>Routes a send. A message that is small and leaves this thread at once lives on the stack; others become an object.</summary>
    public SendStatus Send(O2Address address, GlobalTime time, bool reliable, ReadOnlySpan<O2Value> args)
    {
        var flags = reliable ? MessageFlags.Reliable : MessageFlags.BestEffort;
        return !address.IsBundle
            && core.Directory.Snapshot.TryGetService(address.Service, out var service)
            && TrySendFromStack(service, address, time, flags, args) is { } status
            ? status
            : Route(O2Message.Create(address, time, flags, args), MessageSource.Local);
    }

    /// <summary>Routes a message that has just arrived and lies in a receive buffer, or has waited at the scheduler; an inline method here, or the scheduler, needs no object of it.</summary>
    public SendStatus Route(in O2MessageView message, MessageSource source, bool isDue = false)
    {
        if (core.Directory.Snapshot.TryGetService(message.Address.Service, out var service)
            && DeliveryRules.Decide(service, source.Origin, message.Flags).Provider?.Endpoint is LocalService local)
        {
            if (!isDue && !message.Time.IsImmediate)
            {
                if (core.Scheduler.TryAdd(message, source) == SendStatus.Scheduled)
                    return SendStatus.Scheduled;
            }
            else if (IsForInlineMethod(service, local, message.Address))
            {
                InlineDelivery.Deliver(core, local, message, source);
                return SendStatus.Sent;
            }
        }

        return Route(message.ToMessage(), source, isDue);
    }

    /// <summary>Routes a message: to its provider, or, when its time has not come and the provider is here, to the scheduler.</summary>
    /// <param name="message">The message.</param>
    /// <param name="source">Where it came from; that of a message which waited is kept.</param>
    /// <param name="isDue">Whether it has waited at the scheduler: its service is looked up afresh, and it does not wait again.</param>
    public SendStatus Route(O2Message message, MessageSource source, bool isDue = false)
    {
        var directory = core.Directory.Snapshot;
        directory.TryGetService(message.Address.Service, out var service);
        var delivery = DeliveryRules.Decide(service, source.Origin, message.Flags);
        var status = delivery.Kind switch
        {
            DeliveryKind.Send => Forward(delivery.Provider!, message, source),
            DeliveryKind.Deliver when isDue || message.Time.IsImmediate || !WaitsHere(delivery.Provider!, message) => Deliver(delivery.Provider!, service!, directory, message, source),
            DeliveryKind.Deliver => Schedule(message, source) ?? Deliver(delivery.Provider!, service!, directory, message, source),
            DeliveryKind.NotOurs => Drop(DropReason.NoLocalProvider, message, source),
            DeliveryKind.NoTapper => Drop(DropReason.UnknownTapper, message, source),
            _ => Drop(DropReason.UnknownService, message, source),
        };
        if (status == SendStatus.Blocked && (isDue || source.Origin != MessageOrigin.Local))
            core.Drop(DropReason.QueueFull, message, source);   // nobody is there to be told, and to try again
        return status;
    }

    /// <summary>Completes when a message that was <see cref="SendStatus.Blocked"/> may be tried again.</summary>
    public Task WaitForRoomAsync(O2Message message) =>
        core.Directory.FindActive(message.Address.Service)?.Endpoint switch
        {
            BridgeClient { HoldsTimedMessages: true } client when !message.Time.IsImmediate =>
                Task.WhenAll(core.Scheduler.WaitForRoomAsync(), client.WaitToSendAsync(message)),
            IMessageLink link => link.WaitForRoomAsync(message),
            _ => core.Scheduler.WaitForRoomAsync(),
        };

    /// <summary>Sends what waited at a withdrawn service once more: another provider may have it.</summary>
    public void RouteWithdrawn(O2Message message)
    {
        if (core.Directory.Snapshot.Status(message.Address.Service) == ServiceStatus.Unknown)
            Drop(DropReason.ServiceWithdrawn, message, MessageSource.Withdrawn);
        else
            Route(message, MessageSource.Withdrawn);
    }

    /// <summary>Sends to another process or to a client that takes bytes, calls inline methods, or leaves a copy at the scheduler; null when that needs the message as an object, or did not work.</summary>
    private SendStatus? TrySendFromStack(ServiceEntry service, O2Address address, GlobalTime time, MessageFlags flags, ReadOnlySpan<O2Value> args)
    {
        var link = service.Active?.Endpoint as PeerLink;
        var bytes = service is { Taps.IsEmpty: true, Active.Endpoint: BridgeClient client } && (time.IsImmediate || !client.HoldsTimedMessages) ? client.Bytes : null;
        var local = service.Active?.Endpoint as LocalService;
        if (link is null && bytes is null && (local is null || (time.IsImmediate && !IsForInlineMethod(service, local, address))))
            return null;
        ArgumentEncoder.Measure(args, out int typeCount, out int byteCount);
        if (byteCount > StackBytes || typeCount > StackTypes)
            return null;

        Span<char> types = stackalloc char[StackTypes];
        Span<byte> data = stackalloc byte[StackBytes];
        types = types[..typeCount];
        data = data[..byteCount];
        ArgumentEncoder.Encode(args, types, data);
        var message = new O2MessageView(address, types, time, flags, data);
        if (link is not null)
            return link.Send(message) == SendStatus.Sent ? SendStatus.Sent : null;
        if (bytes is not null)
            return bytes.TrySend(message) ? SendStatus.Sent : null;
        if (!time.IsImmediate)
            return core.Scheduler.TryAdd(message, MessageSource.Local) == SendStatus.Scheduled ? SendStatus.Scheduled : null;
        InlineDelivery.Deliver(core, local!, message, MessageSource.Local);
        return SendStatus.Sent;
    }

    /// <summary>Whether a message whose time has come is delivered by calling inline methods on this thread now, and by nothing else.</summary>
    private static bool IsForInlineMethod(ServiceEntry service, LocalService local, O2Address address) =>
        !address.IsBundle && service.Taps.IsEmpty && !InlineDelivery.IsRunning
        && (!local.HasActor || local.Methods.Contains(address));

    /// <summary>Whether a message with a time is held here until then; some clients of bridges hold theirs themselves, and a few know bundles.</summary>
    private static bool WaitsHere(ServiceProvider provider, O2Message message) =>
        message.IsBundle ? !GoesWhole(provider, message) : provider.Endpoint is not BridgeClient { HoldsTimedMessages: false };

    /// <summary>Whether a bundle is sent on as it is, at once, instead of being opened here at its time.</summary>
    private static bool GoesWhole(ServiceProvider provider, O2Message bundle) => provider.Endpoint is BridgeClient { Bundles: { } link } && link.Takes(bundle);

    /// <summary>The status when the message waits or cannot, null when it is to be delivered now.</summary>
    private SendStatus? Schedule(O2Message message, MessageSource source)
    {
        var status = core.Scheduler.TryAdd(message.AsView(), source);
        if (status is { } refusal and not SendStatus.Blocked && DropReasons.Of(refusal) is { } reason)
            core.Drop(reason, message, source);
        return status;
    }

    private SendStatus Deliver(ServiceProvider provider, ServiceEntry service, DirectorySnapshot directory, O2Message message, MessageSource source)
    {
        if (message.IsBundle && !GoesWhole(provider, message))
        {
            DeliverElements(message, source);
            return SendStatus.Sent;
        }

        var status = SendStatus.Sent;
        if (provider.Endpoint is LocalService local)
            Handle(local, message, source);
        else
            status = Forward(provider, message, source);
        if (status == SendStatus.Sent && !service.Taps.IsEmpty)
        {
            if (message.IsBundle)
                TapElements(message, message.Time, service, directory, source);
            else
                Tap(message, service, directory, source);
        }

        return status;
    }

    /// <summary>Unbundling counts as a delivery in progress: the elements come first, in their order, then what their handlers send.</summary>
    private void DeliverElements(O2Message bundle, MessageSource source)
    {
        bool isFirst = InlineDelivery.TryBegin();
        try
        {
            foreach (var element in bundle.ReadElements())
            {
                if (SystemAddress.IsForProcess(element.Address, core.Directory.OwnName))
                    Drop(DropReason.NotAllowed, element, source);
                else
                    Route(element.With(flags: element.Flags.WithReliable(true)), source.Elements);
            }
        }
        finally
        {
            if (isFirst)
                InlineDelivery.End();
        }
    }

    private void Handle(LocalService service, O2Message message, MessageSource source)
    {
        if (!service.HasActor || service.Methods.Contains(message.Address))
            InlineDelivery.Deliver(core, service, message, source);
        else if (source.IsDatagram && !service.Datagrams.HasRoom)
            Drop(DropReason.QueueFull, message, source);
        else if (!service.TryTell(message, source))
            RouteWithdrawn(message);
    }

    /// <summary>Taps see what is in a bundle that went whole, at the time at which it takes effect.</summary>
    private void TapElements(O2Message bundle, GlobalTime time, ServiceEntry tappee, DirectorySnapshot directory, MessageSource source)
    {
        foreach (var element in bundle.ReadElements())
        {
            if (element.IsBundle)
                TapElements(element, element.Time > time ? element.Time : time, tappee, directory, source);
            else
                Tap(element.With(time: time), tappee, directory, source);
        }
    }

    /// <summary>A copy goes to the process that owns the tap, whoever else offers the tapper's name; here it may be tapped once more.</summary>
    private void Tap(O2Message delivered, ServiceEntry tappee, DirectorySnapshot directory, MessageSource source)
    {
        foreach (var copy in TapRules.CopiesOf(delivered, tappee, directory))
        {
            if (copy.Receiver.IsOwn)
            {
                if (directory.TryGetService(copy.Message.Address.Service, out var tapper))
                    Copy(copy.Receiver, tapper, directory, copy.Message, source);
            }
            else if (Forward(copy.Receiver, copy.Message, MessageSource.Local) == SendStatus.Blocked)
            {
                core.Drop(DropReason.QueueFull, copy.Message, MessageSource.Local);
            }
        }
    }

    /// <summary>What a client of a bridge got before its time may have a tapper that does not hold messages itself.</summary>
    private void Copy(ServiceProvider receiver, ServiceEntry tapper, DirectorySnapshot directory, O2Message copy, MessageSource source)
    {
        var status = !copy.Time.IsImmediate && WaitsHere(receiver, copy) && core.Now < copy.Time ? Schedule(copy, source.Copies) : null;
        if ((status ?? Deliver(receiver, tapper, directory, copy, source)) == SendStatus.Blocked)
            core.Drop(DropReason.QueueFull, copy, source);
    }

    /// <summary>What cannot be sent is dropped here, but for a reliable message that may be tried again.</summary>
    private SendStatus Forward(ServiceProvider provider, O2Message message, MessageSource source)
    {
        var status = ((IMessageLink)provider.Endpoint!).Send(message);
        if ((status == SendStatus.Blocked && message.Flags.IsReliable) || DropReasons.Of(status) is not { } reason)
            return status;
        core.Drop(reason, message, source);
        return status == SendStatus.Blocked ? SendStatus.Sent : status;   // best effort: lost here as it might be on the way
    }

    private SendStatus Drop(DropReason reason, O2Message message, MessageSource source)
    {
        core.Drop(reason, message, source);
        return SendStatus.NoService;
    }
}
