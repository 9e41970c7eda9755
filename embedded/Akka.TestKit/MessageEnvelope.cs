using Akka.Actor;

namespace Akka.TestKit;

/// <summary>A message that a test actor has received.</summary>
/// <param name="Message">The message.</param>
/// <param name="Sender">Its sender, or null.</param>
internal sealed record MessageEnvelope(object Message, IActorRef? Sender);
