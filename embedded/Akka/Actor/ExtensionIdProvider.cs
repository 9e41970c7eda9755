namespace Akka.Actor;

/// <summary>The base of classes that make an extension.</summary>
public abstract class ExtensionIdProvider<T> : IExtensionId<T>
    where T : IExtension
{
    /// <inheritdoc />
    public Type ExtensionType => typeof(T);

    /// <inheritdoc />
    public T Apply(ActorSystem system) => (T)system.RegisterExtension(this);

    /// <inheritdoc />
    public T Get(ActorSystem system) => (T)system.RegisterExtension(this);

    /// <inheritdoc />
    public abstract T CreateExtension(ExtendedActorSystem system);

    object IExtensionId.Apply(ActorSystem system) => Apply(system);

    object IExtensionId.Get(ActorSystem system) => Get(system);

    object IExtensionId.CreateExtension(ExtendedActorSystem system) => CreateExtension(system);
}
