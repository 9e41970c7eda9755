using Akka.Dispatch.SysMsg;

namespace Akka.Actor;

/// <summary>Stopping an actor and waiting for its end.</summary>
public static class GracefulStopSupport
{
    /// <summary>Sends <see cref="PoisonPill"/> and waits until the actor has ended.</summary>
    /// <returns>True when it has; false when the time was over before.</returns>
    public static Task<bool> GracefulStop(this IActorRef target, TimeSpan timeout) => target.GracefulStop(timeout, PoisonPill.Instance);

    /// <summary>Sends <paramref name="stopMessage"/> and waits until the actor has ended.</summary>
    /// <returns>True when it has; false when the time was over before.</returns>
    public static async Task<bool> GracefulStop(this IActorRef target, TimeSpan timeout, object stopMessage)
    {
        var actor = ActorRefBase.Of(target);
        if (actor.System is not { } system)
            return true;
        var end = new FutureActorRef<Terminated>(system);
        end.CompleteAfter(timeout, CancellationToken.None);
        actor.SendSystemMessage(new Watch(actor, end));
        target.Tell(stopMessage, ActorRefs.NoSender);
        try
        {
            await end.Task.ConfigureAwait(false);
            return true;
        }
        catch (AskTimeoutException)
        {
            actor.SendSystemMessage(new Unwatch(end));
            return false;
        }
    }
}
