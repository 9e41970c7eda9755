using Akka.Actor;
using Akka.Configuration;
using Akka.Event;
using O2.Actors;

namespace O2.Cli;

/// <summary>The process of a command. Warnings of its actor system go where the command wants them: standard output is for results.</summary>
internal sealed class CommandProcess : IAsyncDisposable
{
    private const string Config =
        """
        akka {
          loggers = []
          loglevel = WARNING
          stdout-loglevel = OFF
          log-dead-letters = off
          log-dead-letters-during-shutdown = off
          coordinated-shutdown.run-by-clr-shutdown-hook = off
          scheduler.tick-duration = 10ms
        }
        """;

    private readonly ActorSystem _system;

    private CommandProcess(O2Process process, ActorSystem system) => (Process, _system) = (process, system);

    public O2Process Process { get; }

    /// <param name="options">How to join.</param>
    /// <param name="warn">Gets the text of each warning, on a thread of the actor system.</param>
    /// <param name="cancellation">Ends the start.</param>
    public static async Task<CommandProcess> StartAsync(O2ProcessOptions options, Action<string> warn, CancellationToken cancellation)
    {
        var system = ActorSystem.Create("o2", ConfigurationFactory.ParseString(Config));
        try
        {
            var listener = system.ActorOf(Props.Create(() => new Listener(warn)), "warnings");
            system.EventStream.Subscribe(listener, typeof(Warning));
            system.EventStream.Subscribe(listener, typeof(Error));
            return new CommandProcess(await O2Process.StartAsync(options with { ActorSystem = system }, cancellation), system);
        }
        catch
        {
            await system.Terminate();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Process.DisposeAsync();
        await _system.Terminate();
    }

    private sealed class Listener : ReceiveActor
    {
        public Listener(Action<string> warn) => Receive<LogEvent>(e => warn(e.Message.ToString() ?? ""));
    }
}
