using Akka.Actor;
using O2.Protocol;

namespace O2.Actors;

/// <summary>A service as an actor: it handles one message at a time, and when it throws, it is restarted and the ensemble does not notice.</summary>
/// <remarks>
/// Declare methods in the constructor with <see cref="Method(string, string?, O2Handler)"/>. An O2 message that no method takes goes to the
/// actor's own <c>Receive&lt;O2Message&gt;</c>, if there is one. The message that makes a handler throw is reported as a
/// <see cref="ServiceFailure"/> and not handled again; the ones behind it wait until the restarted actor's back-off is over.
/// Threads: as every actor, never two messages at once.
/// </remarks>
public abstract class O2ServiceActor : ReceiveActor, IWithUnboundedStash
{
    private readonly MethodTable _methods = new();
    private MessageSource _source = MessageSource.Local;
    private bool _recovering;

    /// <summary>Finds the process that the service belongs to.</summary>
    /// <exception cref="O2Exception">The actor was not created by <see cref="O2Process.AddService(string, Props, ServiceOptions?)"/>.</exception>
    protected O2ServiceActor()
    {
        O2 = O2ProcessExtension.ProcessOf(Context.System);
        if (!ServicesActor.IsSupervisor(Context.Parent.Path))
            throw new O2Exception($"'{Self.Path}' is an {nameof(O2ServiceActor)}; such actors are made by O2Process.AddService.");
    }

    /// <summary>The process that offers this service: its clock, its sends.</summary>
    protected O2Process O2 { get; }

    /// <summary>For the base class: holds the messages that come while the service recovers.</summary>
    public IStash Stash { get; set; } = null!;

    /// <summary>Adds a method; an equal path replaces the earlier one.</summary>
    /// <param name="path">The address behind the service name, such as <c>/noteon</c>; <c>/</c> alone takes every message to the service.</param>
    /// <param name="types">The types that the handler wants; arguments are converted to them as O2's coercion table allows, other messages
    /// are dropped as a type mismatch. Null takes any arguments.</param>
    /// <param name="handler">Called for each message, as part of this actor. May throw: the service is then restarted.</param>
    /// <exception cref="ArgumentException">The path or the types are malformed.</exception>
    protected void Method(string path, string? types, O2Handler handler) => _methods.Add(path, types, handler);

    /// <summary>Routes O2 messages to the methods, and reports the one on which it fails.</summary>
    /// <param name="receive">The actor's current behaviour.</param>
    /// <param name="message">The message.</param>
    /// <returns>True when the message was handled.</returns>
    protected sealed override bool AroundReceive(Receive receive, object message)
    {
        if (message is ServiceProtocol.Continue)
            return GoOn();
        if (_recovering)
        {
            Stash.Stash();
            return true;
        }

        if (message is ServiceProtocol.Finish)
        {
            Context.Stop(Self);
            return true;
        }

        _source = (message as Arrival)?.Source ?? MessageSource.Local;
        if (message is Arrival)
            message = LocalService.Open(message);
        try
        {
            return (message is O2Message received && Dispatch(received)) || base.AroundReceive(receive, message);
        }
        catch (Exception e)
        {
            Context.Parent.Tell(new ServiceProtocol.Failed(e, message));
            throw;
        }
    }

    /// <summary>Lets <see cref="ActorBase.PreRestart"/> see the message as the actor saw it.</summary>
    /// <param name="cause">Why the actor is restarted.</param>
    /// <param name="message">The message it was handling.</param>
    public sealed override void AroundPreRestart(Exception cause, object? message) =>
        base.AroundPreRestart(cause, message is Arrival arrival ? arrival.Message : message!);

    /// <summary>Asks the supervisor for the end of the back-off; until then messages are stashed.</summary>
    /// <param name="cause">Why the actor was restarted.</param>
    /// <param name="message">Null.</param>
    public sealed override void AroundPostRestart(Exception cause, object? message)
    {
        base.AroundPostRestart(cause, message);
        _recovering = true;
        Context.Parent.Tell(ServiceProtocol.Restarted.Instance);
    }

    /// <summary>An O2 message that neither a method nor the actor takes is dropped and reported; other messages as Akka does.</summary>
    /// <param name="message">The message.</param>
    protected override void Unhandled(object message)
    {
        if (message is O2Message dropped)
            O2.Core.Drop(DropReason.NoHandler, dropped, _source);
        else
            base.Unhandled(message);
    }

    private bool Dispatch(O2Message message)
    {
        switch (_methods.Dispatch(message.AsView(O2.Core.LatenessOf(message.Time))))
        {
            case DispatchResult.Handled:
                return true;
            case DispatchResult.TypeMismatch:
                O2.Core.Drop(DropReason.TypeMismatch, message, _source);
                return true;
            default:
                return false;
        }
    }

    private bool GoOn()
    {
        _recovering = false;
        Stash.UnstashAll();
        return true;
    }
}
