using System.Collections.Concurrent;
using Akka.Actor;
using Akka.Event;

namespace O2.Actors.Tests.Hostile;

/// <summary>The warnings and errors that an actor system logs.</summary>
internal sealed class LogProbe
{
    private readonly ConcurrentQueue<LogEvent> _events = new();
    private readonly TaskCompletionSource<string> _firstWarning = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public LogProbe(ActorSystem system)
    {
        var listener = system.ActorOf(Props.Create(() => new Listener(Take)));
        system.EventStream.Subscribe(listener, typeof(Warning));
        system.EventStream.Subscribe(listener, typeof(Error));
    }

    /// <summary>Completes with the first warning; fails when that takes too long for a living program.</summary>
    public Task<string> FirstWarning => _firstWarning.Task.WaitAsync(TimeSpan.FromSeconds(20));

    /// <summary>The warnings so far.</summary>
    public IReadOnlyList<string> Warnings => [.. _events.OfType<Warning>().Select(e => e.Message.ToString()!)];

    /// <summary>The errors so far: there must be none, whatever a peer does.</summary>
    public IReadOnlyList<string> Errors => [.. _events.OfType<Error>().Select(e => $"{e.Message} {e.Cause}")];

    private void Take(LogEvent logged)
    {
        _events.Enqueue(logged);
        if (logged is Warning)
            _firstWarning.TrySetResult(logged.Message.ToString()!);
    }

    private sealed class Listener : ReceiveActor
    {
        public Listener(Action<LogEvent> take) => Receive<LogEvent>(take);
    }
}
