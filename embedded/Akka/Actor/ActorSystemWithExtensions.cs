namespace Akka.Actor;

/// <summary>Extensions of an actor system by type.</summary>
public static class ActorSystemWithExtensions
{
    /// <summary>The extension <typeparamref name="T"/>, which must be registered already.</summary>
    public static T WithExtension<T>(this ActorSystem system)
        where T : class, IExtension => system.GetExtension<T>();

    /// <summary>The extension <typeparamref name="T"/>; made by <paramref name="extensionId"/> when it is new.</summary>
    public static T WithExtension<T>(this ActorSystem system, Type extensionId)
        where T : class, IExtension => system.HasExtension<T>()
            ? system.GetExtension<T>()
            : (T)system.RegisterExtension((IExtensionId)Activator.CreateInstance(extensionId)!);

    /// <summary>The extension <typeparamref name="T"/>; made by <typeparamref name="TI"/> when it is new.</summary>
    public static T WithExtension<T, TI>(this ActorSystem system)
        where T : class, IExtension
        where TI : IExtensionId => system.WithExtension<T>(typeof(TI));
}
