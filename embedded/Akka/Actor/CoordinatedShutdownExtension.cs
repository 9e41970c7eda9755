namespace Akka.Actor;

/// <summary>Makes the coordinated shutdown of an actor system; its last phase ends the actors.</summary>
public sealed class CoordinatedShutdownExtension : ExtensionIdProvider<CoordinatedShutdown>
{
    /// <inheritdoc />
    public override CoordinatedShutdown CreateExtension(ExtendedActorSystem system)
    {
        var shutdown = new CoordinatedShutdown(system);
        if (system.Settings.Config.GetBoolean("akka.coordinated-shutdown.terminate-actor-system"))
        {
            shutdown.AddTask(CoordinatedShutdown.PhaseActorSystemTerminate, "terminate-system", async () =>
            {
                ((ActorSystemImpl)system).FinalTerminate();
                await system.WhenTerminated.ConfigureAwait(false);
                return Done.Instance;
            });
        }
        return shutdown;
    }
}
