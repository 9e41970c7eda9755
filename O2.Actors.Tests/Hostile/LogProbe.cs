using System.Collections.Concurrent;
using Akka.Actor;
using Akka.Event;

namespace O2.Actors.Tests.Hostile;

/// <summary>The warnings and errors that an actor system logs.</summary>
internal sealed class LogProbe
{
    private readonly ConcurrentQueue<LogEvent> _events = new();
    private TaskCompletionSource _more = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public LogProbe(ActorSystem system)
    {
        var listener = system.ActorOf(Props.Create(() => new Listener(Take)));
        system.EventStream.Subscribe(listener, typeof(Warning));
        system.EventStream.Subscribe(listener, typeof(Error));
    }

    /// <summary>The warnings so far.</summary>
    public IReadOnlyList<string> Warnings => [.. _events.OfType<Warning>().Select(e => e.Message.ToString()!)];

    /// <summary>The errors so far: there must be none, whatever a peer does.</summary>
    public IReadOnlyList<string> Errors => [.. _events.OfType<Error>().Select(e => $"{e.Message} {e.Cause}")];

    /// <summary>The first warning that contains a text; fails when none comes for too long for a living program. A line is logged a moment after what it tells.</summary>
    public async Task<string> WarningAsync(string part)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        while (true)
        {
            var more = Volatile.Read(ref _more).Task;
            if (Warnings.FirstOrDefault(line => line.Contains(part, StringComparison.Ordinal)) is { } found)
                return found;
            await more.WaitAsync(limit.Token);
        }
    }

    private void Take(LogEvent logged)
    {
        _events.Enqueue(logged);
        Interlocked.Exchange(ref _more, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously)).SetResult();
    }

    private sealed class Listener : ReceiveActor
    {
        public Listener(Action<LogEvent> take) => Receive<LogEvent>(take);
    }
}
