using System.Collections.Concurrent;
using Akka.Actor;

namespace Akka.Event;

/// <summary>The bus of an actor system: whoever has subscribed to the class of an event, or to a base of it, gets it.</summary>
/// <remarks>Thread-safe. An actor that ends is unsubscribed. Publishing looks up the receivers by class and allocates nothing more.</remarks>
public class EventStream : LoggingBus
{
    private readonly Lock _gate = new();
    private volatile Subscriptions _subscriptions = new([]);

    internal EventStream()
    {
    }

    /// <summary>Subscribes an actor to a class or interface of events.</summary>
    /// <returns>False when it was subscribed before.</returns>
    public bool Subscribe(IActorRef subscriber, Type channel)
    {
        ArgumentNullException.ThrowIfNull(subscriber);
        ArgumentNullException.ThrowIfNull(channel);
        if (ActorRefBase.Of(subscriber) is LocalActorRef actor)
            actor.Cell.HasSubscriptions = true;
        var subscription = new Subscription(subscriber, channel);
        var isNew = Change(all => all.Contains(subscription) ? all : [.. all, subscription]);
        if (ActorRefBase.Of(subscriber).IsTerminated)
            Unsubscribe(subscriber);
        return isNew;
    }

    /// <summary>Unsubscribes an actor from a class of events and from those derived from it.</summary>
    /// <returns>False when it was not subscribed.</returns>
    public bool Unsubscribe(IActorRef subscriber, Type channel) =>
        Change(all => Array.FindAll(all, one => !(one.Subscriber.Equals(subscriber) && channel.IsAssignableFrom(one.Channel))));

    /// <summary>Unsubscribes an actor from everything.</summary>
    /// <returns>False when it was not subscribed.</returns>
    public bool Unsubscribe(IActorRef subscriber) => Change(all => Array.FindAll(all, one => !one.Subscriber.Equals(subscriber)));

    /// <inheritdoc />
    public override void Publish(object @event)
    {
        ArgumentNullException.ThrowIfNull(@event);
        foreach (var receiver in _subscriptions.ReceiversOf(@event.GetType()))
            receiver.Tell(@event);
    }

    private bool Change(Func<Subscription[], Subscription[]> change)
    {
        lock (_gate)
        {
            var before = _subscriptions.All;
            var after = change(before);
            if (after.Length == before.Length)
                return false;
            _subscriptions = new Subscriptions(after);
            return true;
        }
    }

    private readonly record struct Subscription(IActorRef Subscriber, Type Channel);

    /// <summary>The subscriptions of a moment, with the receivers of the classes of events seen since then.</summary>
    private sealed class Subscriptions(Subscription[] all)
    {
        private readonly ConcurrentDictionary<Type, IActorRef[]> _receivers = new();

        public Subscription[] All => all;

        public IActorRef[] ReceiversOf(Type type) => _receivers.GetOrAdd(type, Find);

        private IActorRef[] Find(Type type) =>
            [.. all.Where(one => one.Channel.IsAssignableFrom(type)).Select(one => one.Subscriber).Distinct()];
    }
}
