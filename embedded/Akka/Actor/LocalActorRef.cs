using Akka.Dispatch;
using Akka.Dispatch.SysMsg;

namespace Akka.Actor;

/// <summary>The reference to an actor of this actor system.</summary>
internal sealed class LocalActorRef : ActorRefBase
{
    /// <summary>Creates the reference and the cell behind it; the cell does nothing until it is started.</summary>
    public LocalActorRef(ActorSystemImpl system, Props props, MessageDispatcher dispatcher, ActorRefBase parent, ActorPath path)
    {
        Path = path;
        Cell = new ActorCell(system, this, props, dispatcher, parent);
    }

    /// <summary>The actor inside.</summary>
    public ActorCell Cell { get; }

    /// <inheritdoc />
    public override ActorPath Path { get; }

    internal override ActorSystemImpl System => Cell.SystemImpl;

    internal override ActorRefBase Parent => Cell.Parent;

    internal override bool IsTerminated => Cell.Mailbox.IsClosed;

    internal override IReadOnlyList<ActorRefBase> Children => Cell.Children.Snapshot();

    internal override ActorRefBase? GetChild(string name) => Cell.Children.Find(name);

    internal override void SendSystemMessage(SystemMessage message) => Cell.Mailbox.Enqueue(message);

    private protected override void TellInternal(object message, IActorRef? sender) => Cell.Mailbox.Enqueue(message, sender);
}
