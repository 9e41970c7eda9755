using Akka.Actor;
using Akka.Event;

namespace O2.Conformance.Tests;

public class LoggingTests : Spec
{
    public LoggingTests()
        : base("akka.loglevel = INFO")
    {
    }

    [Fact]
    public void A_filter_takes_the_log_event_it_waits_for()
    {
        var actor = ActorOf(Props.Create(() => new Logger()), "logger");
        EventFilter.Warning(message: "careful, 5 of 7").ExpectOne(() => actor.Tell("warn"));
        EventFilter.Info(start: "by the", source: actor.Path.ToString()).ExpectOne(() => actor.Tell("info"));
    }

    [Fact]
    public void A_failure_is_logged_with_its_exception()
    {
        var actor = ActorOf(Props.Create(() => new Logger()));
        EventFilter.Exception<Boom>(message: "boom").ExpectOne(() => actor.Tell(new Boom()));
        EventFilter.Error(contains: "explicit").ExpectOne(() => actor.Tell("error"));
    }

    [Fact]
    public void A_failed_creation_is_logged_with_what_the_constructor_threw()
    {
        Sys.EventStream.Subscribe<Error>(TestActor);
        ActorOf(Props.Create(() => new CannotBeMade()));
        var cause = ExpectMsg<Error>().Cause;
        Assert.IsType<ActorInitializationException>(cause);
        Assert.IsType<Boom>(cause.GetBaseException());
    }

    [Fact]
    public async Task A_filter_can_wait_for_several() =>
        await EventFilter.Warning(contains: "careful").ExpectAsync(2, () =>
        {
            var actor = ActorOf(Props.Create(() => new Logger()));
            actor.Tell("warn");
            actor.Tell("warn");
            return Task.CompletedTask;
        });

    [Fact]
    public void Levels_below_the_configured_one_are_off()
    {
        var log = Logging.GetLogger(Sys, "my source");
        Assert.False(log.IsDebugEnabled);
        Assert.True(log.IsInfoEnabled);
        Assert.True(log.IsErrorEnabled);
    }

    [Fact]
    public void Log_events_are_on_the_event_stream()
    {
        Sys.EventStream.Subscribe<Warning>(TestActor);
        Logging.GetLogger(Sys, "my source").Warning("{0} and {1}", "this", 2);
        var warning = ExpectMsg<Warning>();
        Assert.Equal("this and 2", warning.Message.ToString());
        Assert.Equal(LogLevel.WarningLevel, warning.LogLevel());
        Assert.StartsWith("my source", warning.LogSource);
    }

    [Fact]
    public void An_exception_can_be_logged()
    {
        Sys.EventStream.Subscribe<Error>(TestActor);
        Sys.Log.Error(new Boom("why"), "it failed {0} times", 3);
        var error = ExpectMsg<Error>();
        Assert.Equal("why", error.Cause!.Message);
        Assert.Equal("it failed 3 times", error.Message.ToString());
    }

    private sealed class CannotBeMade : ReceiveActor
    {
        public CannotBeMade() => throw new Boom();
    }

    private sealed class Logger : ReceiveActor
    {
        private readonly ILoggingAdapter _log = Context.GetLogger();

        public Logger()
        {
            Receive<Boom>(boom => throw boom);
            Receive<string>(what =>
            {
                switch (what)
                {
                    case "warn":
                        _log.Warning("careful, {0} of {1}", 5, 7);
                        break;
                    case "info":
                        _log.Info("by the way");
                        break;
                    default:
                        _log.Error(new Boom(), "explicit {0}", "error");
                        break;
                }
            });
        }
    }
}
