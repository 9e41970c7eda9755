namespace Akka.Actor;

/// <summary>Marks messages that never leave the OS process.</summary>
public interface INoSerializationVerificationNeeded
{
}
