using Akka.Actor;

namespace O2.Actors;

/// <summary>Ties an actor system to its O2 process, so that actors find it.</summary>
internal sealed class O2ProcessExtension : IExtension
{
    private O2Process? _process;

    /// <summary>The process of an actor system.</summary>
    /// <exception cref="O2Exception">The system has none.</exception>
    public static O2Process ProcessOf(ActorSystem system) => Of(system)._process
        ?? throw new O2Exception($"The actor system '{system.Name}' has no O2 process; start one with O2ProcessOptions.ActorSystem.");

    /// <summary>Makes <paramref name="process"/> the process of its actor system.</summary>
    /// <exception cref="InvalidOperationException">The system already has one.</exception>
    public static void Attach(ActorSystem system, O2Process process)
    {
        if (Interlocked.CompareExchange(ref Of(system)._process, process, null) is not null)
            throw new InvalidOperationException($"The actor system '{system.Name}' already has an O2 process.");
    }

    /// <summary>Frees the actor system for another process.</summary>
    public static void Detach(ActorSystem system) => Of(system)._process = null;

    private static O2ProcessExtension Of(ActorSystem system) => system.WithExtension<O2ProcessExtension, Provider>();

    private sealed class Provider : ExtensionIdProvider<O2ProcessExtension>
    {
        public override O2ProcessExtension CreateExtension(ExtendedActorSystem system) => new();
    }
}
