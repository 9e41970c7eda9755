using System.Collections.Concurrent;
using Akka.Dispatch.SysMsg;
using Akka.Event;

namespace Akka.Actor;

/// <summary>The parent of the guardians: no actor, only what ends the system when they end or fail.</summary>
internal sealed class RootActorRef(ActorSystemImpl system, ActorPath path) : ActorRefBase
{
    private readonly ConcurrentDictionary<string, ActorRefBase> _guardians = new();

    /// <inheritdoc />
    public override ActorPath Path => path;

    internal override ActorSystemImpl System => system;

    internal override IReadOnlyList<ActorRefBase> Children => [.. _guardians.Values];

    /// <summary>Adds a guardian.</summary>
    public void Add(ActorRefBase guardian) => _guardians[guardian.Path.Name] = guardian;

    internal override ActorRefBase? GetChild(string name) =>
        name == system.DeadLetters.Path.Name ? system.DeadLetters : _guardians.GetValueOrDefault(name);

    internal override void SendSystemMessage(SystemMessage message)
    {
        switch (message)
        {
            case Failed failed:
                system.Log.Error(failed.Cause, "Guardian {0} failed, shutting down the system.", failed.Child);
                failed.Child.SendSystemMessage(new Terminate());
                break;
            case DeathWatchNotification death:
                system.OnGuardianEnded(death.Actor);
                break;
        }
    }

    private protected override void TellInternal(object message, IActorRef? sender) => system.DeadLetters.Publish(message, sender, this);
}
