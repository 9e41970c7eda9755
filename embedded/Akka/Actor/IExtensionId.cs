namespace Akka.Actor;

/// <summary>Names an extension and makes it.</summary>
public interface IExtensionId
{
    /// <summary>The class of the extension.</summary>
    Type ExtensionType { get; }

    /// <summary>The extension of an actor system; made at the first call.</summary>
    object Apply(ActorSystem system);

    /// <summary>The extension of an actor system; made at the first call.</summary>
    object Get(ActorSystem system);

    /// <summary>Makes the extension; called by the actor system, once.</summary>
    object CreateExtension(ExtendedActorSystem system);
}
