namespace O2.Actors;

/// <summary>The configuration of the actor system that a process makes for itself; the only HOCON in the library.</summary>
internal static class ProcessActorSystem
{
    /// <summary>
    /// Quiet logs (warnings and errors to the console) whose start blocks no thread of the pool, a fine timer tick, and no handlers that end the program.
    /// </summary>
    public const string Config =
        """
        akka {
          loglevel = WARNING
          stdout-loglevel = WARNING
          logger-async-start = on
          log-dead-letters = off
          log-dead-letters-during-shutdown = off
          coordinated-shutdown.run-by-clr-shutdown-hook = off
          scheduler.tick-duration = 10ms
        }
        """;
}
