namespace Akka.Dispatch.SysMsg;

/// <summary>A message of the runtime to an actor; handled before user messages and even while the actor is suspended.</summary>
/// <remarks>It is its own queue node, so each instance may be sent once only.</remarks>
internal abstract class SystemMessage
{
    /// <summary>The next message in the queue that this one is in.</summary>
    public SystemMessage? Next;
}
