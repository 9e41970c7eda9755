namespace Akka.Actor;

/// <summary>Names an extension of class <typeparamref name="T"/> and makes it.</summary>
public interface IExtensionId<out T> : IExtensionId
    where T : IExtension
{
    /// <inheritdoc cref="IExtensionId.Apply" />
    new T Apply(ActorSystem system);

    /// <inheritdoc cref="IExtensionId.Get" />
    new T Get(ActorSystem system);

    /// <inheritdoc cref="IExtensionId.CreateExtension" />
    new T CreateExtension(ExtendedActorSystem system);
}
