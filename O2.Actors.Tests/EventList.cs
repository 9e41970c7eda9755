using Akka.Actor;

namespace O2.Actors.Tests;

/// <summary>Collects the events of a process from now on, by an actor: in virtual time they are there once the clock has been advanced, be it by 0.</summary>
internal sealed class EventList : IDisposable
{
    private readonly O2Process _process;
    private readonly IActorRef _collector;
    private readonly List<O2Event> _events = [];

    public EventList(O2Process process)
    {
        _process = process;
        _collector = process.ActorSystem.ActorOf(Props.Create(() => new Collector(_events)));
        process.Subscribe(_collector);
    }

    private sealed class Collector : ReceiveActor
    {
        public Collector(List<O2Event> events) => Receive<O2Event>(e =>
        {
            lock (events)
                events.Add(e);
        });
    }

    /// <summary>The events of one kind so far.</summary>
    public IReadOnlyList<T> Of<T>()
        where T : O2Event
    {
        lock (_events)
            return [.. _events.OfType<T>()];
    }

    public void Dispose()
    {
        _process.Unsubscribe(_collector);
        _process.ActorSystem.Stop(_collector);
    }
}
