using Akka.Actor;

namespace Akka.TestKit;

/// <summary>The actor behind a test kit: it puts everything into the queue, and watches for the test.</summary>
internal sealed class InternalTestActor(MessageQueue queue) : UntypedActor
{
    private Func<object, bool>? _ignores;

    /// <inheritdoc />
    protected override void OnReceive(object message)
    {
        switch (message)
        {
            case WatchCommand(var actor):
                Context.Watch(actor);
                break;
            case UnwatchCommand(var actor):
                Context.Unwatch(actor);
                break;
            case IgnoreCommand(var ignores):
                _ignores = ignores;
                break;
            default:
                if (_ignores?.Invoke(message) != true)
                    queue.Add(new MessageEnvelope(message, Sender));
                break;
        }
    }

    /// <summary>Sent by the test kit: watch an actor.</summary>
    internal sealed record WatchCommand(IActorRef Actor);

    /// <summary>Sent by the test kit: do not watch it any more.</summary>
    internal sealed record UnwatchCommand(IActorRef Actor);

    /// <summary>Sent by the test kit: drop some messages; null drops none.</summary>
    internal sealed record IgnoreCommand(Func<object, bool>? Ignores);
}
