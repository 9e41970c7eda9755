using Akka.Actor;

namespace Akka.Dispatch.MessageQueues;

/// <summary>One user message in a mailbox: the only thing that sending allocates.</summary>
internal sealed class MessageNode
{
    public object? Message;
    public IActorRef? Sender;
    public MessageNode? Next;
}
