using Akka.Configuration;

namespace Akka.Actor;

/// <summary>The configuration of an actor system, with names for the settings that are asked for often.</summary>
public class Settings
{
    /// <summary>Reads the settings.</summary>
    public Settings(ActorSystem system, Config config)
    {
        System = system;
        Config = config.WithFallback(ConfigurationFactory.Default());
        LogLevel = Config.GetString("akka.loglevel")!;
        AskTimeout = Config.GetTimeSpan("akka.actor.ask-timeout");
        Loggers = Config.GetStringList("akka.loggers");
        LogDeadLetters = Config.GetString("akka.log-dead-letters") switch
        {
            "on" or "true" => int.MaxValue,
            "off" or "false" => 0,
            _ => Config.GetInt("akka.log-dead-letters"),
        };
        SchedulerClass = Config.GetString("akka.scheduler.implementation")!;
    }

    /// <summary>The actor system.</summary>
    public ActorSystem System { get; }

    /// <summary>All settings, defaults included.</summary>
    public Config Config { get; }

    /// <summary>The lowest level that is logged.</summary>
    public string LogLevel { get; }

    /// <summary>How long an ask waits that says nothing about it.</summary>
    public TimeSpan AskTimeout { get; }

    /// <summary>The classes of the actors that take log events.</summary>
    public IList<string> Loggers { get; }

    /// <summary>How many dead letters are logged.</summary>
    public int LogDeadLetters { get; }

    /// <summary>The class of the scheduler.</summary>
    public string SchedulerClass { get; }
}
