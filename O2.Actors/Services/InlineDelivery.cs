using O2.Protocol;

namespace O2.Actors;

/// <summary>Calls inline methods on the current thread; a message sent by a handler waits until the handler has returned.</summary>
/// <remarks>
/// As in O2, handler calls do not nest: what a handler sends to inline methods of its own process is queued and delivered, in order, after
/// it. A handler that always sends itself another message must not hold the thread that called it (it may be the one that serves a socket),
/// so after <see cref="Budget"/> deliveries another one goes on (D1.34).
/// </remarks>
internal sealed class InlineDelivery
{
    private const int Budget = 256;

    [ThreadStatic]
    private static InlineDelivery? t_current;

    [ThreadStatic]
    private static InlineDelivery? t_spare;

    private readonly Queue<(ProcessCore Core, LocalService Service, O2Message Message, MessageSource Source)> _waiting = new();

    /// <summary>Whether a handler is running on this thread, so that a delivery has to wait.</summary>
    public static bool IsRunning => t_current is not null;

    /// <summary>Delivers a message that lies on the stack or in a receive buffer; only while no handler <see cref="IsRunning"/>.</summary>
    public static void Deliver(ProcessCore core, LocalService service, in O2MessageView message, MessageSource source)
    {
        TryBegin();
        Call(core, service, message, source);
        End();
    }

    /// <summary>Delivers a message now, or after the handler that runs on this thread.</summary>
    public static void Deliver(ProcessCore core, LocalService service, O2Message message, MessageSource source)
    {
        if (t_current is { } running)
        {
            running._waiting.Enqueue((core, service, message, source));
            return;
        }

        TryBegin();
        Call(core, service, message.AsView(core.LatenessOf(message.Time)), source);
        End();
    }

    /// <summary>From now on deliveries on this thread wait until <see cref="End"/>. False when they do so already.</summary>
    public static bool TryBegin()
    {
        if (t_current is not null)
            return false;
        t_current = t_spare ?? new InlineDelivery();
        t_spare = null;
        return true;
    }

    /// <summary>Delivers what has waited since <see cref="TryBegin"/> returned true.</summary>
    public static void End()
    {
        var running = t_current!;
        for (int i = 0; i < Budget && running._waiting.TryDequeue(out var next); i++)
            Call(next.Core, next.Service, next.Message.AsView(next.Core.LatenessOf(next.Message.Time)), next.Source);
        t_current = null;
        if (running._waiting.TryPeek(out var rest))
            rest.Core.Environment.Background.Run(running.GoOn);
        else
            t_spare = running;
    }

    /// <summary>Goes on with what a handler kept sending.</summary>
    private void GoOn()
    {
        t_current = this;
        End();
    }

    private static void Call(ProcessCore core, LocalService service, in O2MessageView message, MessageSource source)
    {
        try
        {
            var result = service.Methods.Dispatch(message);
            if (result != DispatchResult.Handled)
                core.Drop(result == DispatchResult.TypeMismatch ? DropReason.TypeMismatch : DropReason.NoHandler, message.ToMessage(), source);
        }
        catch (Exception e)
        {
            core.Events.Publish(new ServiceFailure(service.Name, e, message.ToMessage()));
        }
    }
}
