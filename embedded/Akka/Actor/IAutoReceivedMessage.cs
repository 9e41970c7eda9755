namespace Akka.Actor;

/// <summary>Marks messages that the runtime handles itself, before the actor's behaviour.</summary>
public interface IAutoReceivedMessage
{
}
