using Akka.Event;
using Akka.Util;

namespace Akka.Actor;

/// <content>Loggers.</content>
internal sealed partial class ActorSystemImpl
{
    private void StartLoggers()
    {
        var number = 0;
        foreach (var className in Settings.Loggers)
            StartLogger(TypeNames.Find(className), ++number);

        if (Settings.LogDeadLetters == 0)
            return;
        var listener = Props.Create<DeadLetterListener>(Settings.LogDeadLetters);
        _deadLetterListener = SystemActorOf(listener.WithDispatcher(Dispatch.Dispatchers.InternalDispatcherId), "deadLetterListener");
    }

    private void StartLogger(Type type, int number)
    {
        var props = Props.Create(type).WithDispatcher(Settings.Config.GetString("akka.loggers-dispatcher", ""));
        var logger = SystemActorOf(props, $"log{number}-{type.Name}");
        var started = logger.Ask<LoggerInitialized>(
            new InitializeLogger(EventStream), Settings.Config.GetTimeSpan("akka.logger-startup-timeout"));
        for (var level = EventStream.LogLevel; level <= LogLevel.ErrorLevel; level++)
            EventStream.Subscribe(logger, level.ClassFor());
        if (!Settings.Config.GetBoolean("akka.logger-async-start"))
            started.GetAwaiter().GetResult();
    }
}
