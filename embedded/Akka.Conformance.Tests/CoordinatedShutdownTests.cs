using Akka;
using Akka.Actor;

namespace O2.Conformance.Tests;

public class CoordinatedShutdownTests : Spec
{
    private readonly List<string> _log = [];

    [Fact]
    public async Task Phases_run_in_order_and_the_last_ends_the_system()
    {
        var shutdown = CoordinatedShutdown.Get(Sys);
        foreach (var phase in new[]
        {
            CoordinatedShutdown.PhaseBeforeActorSystemTerminate,
            CoordinatedShutdown.PhaseServiceStop,
            CoordinatedShutdown.PhaseServiceUnbind,
            CoordinatedShutdown.PhaseServiceRequestsDone,
            CoordinatedShutdown.PhaseBeforeServiceUnbind,
        })
        {
            shutdown.AddTask(phase, "log", () => Log(phase));
        }
        await shutdown.Run(new TestReason());
        Assert.Equal(
            ["before-service-unbind", "service-unbind", "service-requests-done", "service-stop", "before-actor-system-terminate"], _log);
        Assert.True(Sys.WhenTerminated.IsCompleted);
        Assert.IsType<TestReason>(shutdown.ShutdownReason);
    }

    [Fact]
    public async Task Terminate_runs_the_phases()
    {
        CoordinatedShutdown.Get(Sys).AddTask(CoordinatedShutdown.PhaseServiceStop, "log", () => Log("stop"));
        await Sys.Terminate();
        Assert.Equal(["stop"], _log);
        Assert.IsType<CoordinatedShutdown.ActorSystemTerminateReason>(CoordinatedShutdown.Get(Sys).ShutdownReason);
    }

    [Fact]
    public async Task A_task_that_fails_does_not_stop_the_others()
    {
        var shutdown = CoordinatedShutdown.Get(Sys);
        shutdown.AddTask(CoordinatedShutdown.PhaseServiceStop, "fails", () => Task.FromException<Done>(new Boom()));
        shutdown.AddTask(CoordinatedShutdown.PhaseServiceStop, "log", () => Log("stop"));
        await shutdown.Run(new TestReason());
        Assert.Equal(["stop"], _log);
    }

    [Fact]
    public async Task It_runs_once()
    {
        var shutdown = CoordinatedShutdown.Get(Sys);
        shutdown.AddTask(CoordinatedShutdown.PhaseServiceStop, "log", () => Log("stop"));
        await Task.WhenAll(shutdown.Run(new TestReason()), shutdown.Run(new TestReason()));
        await shutdown.Run(new TestReason());
        Assert.Equal(["stop"], _log);
    }

    [Fact]
    public async Task It_can_begin_at_a_later_phase()
    {
        var shutdown = CoordinatedShutdown.Get(Sys);
        shutdown.AddTask(CoordinatedShutdown.PhaseServiceUnbind, "log", () => Log("unbind"));
        shutdown.AddTask(CoordinatedShutdown.PhaseServiceStop, "log", () => Log("stop"));
        await shutdown.Run(new TestReason(), CoordinatedShutdown.PhaseServiceStop);
        Assert.Equal(["stop"], _log);
    }

    [Fact]
    public async Task Actors_are_alive_until_the_last_phase()
    {
        var actor = ActorOf(Props.Create(() => new Echo()));
        CoordinatedShutdown.Get(Sys).AddTask(CoordinatedShutdown.PhaseBeforeActorSystemTerminate, "ask", async () =>
        {
            await Log(await actor.Ask<string>("alive", TimeSpan.FromSeconds(5)));
            return Done.Instance;
        });
        await Sys.Terminate();
        Assert.Equal(["alive"], _log);
    }

    private new Task<Done> Log(string entry)
    {
        lock (_log)
            _log.Add(entry);
        return Task.FromResult(Done.Instance);
    }

    private sealed class TestReason : CoordinatedShutdown.Reason
    {
    }

    private sealed class Echo : ReceiveActor
    {
        public Echo() => ReceiveAny(message => Sender.Tell(message));
    }
}
