namespace Akka.Configuration;

/// <summary>The defaults of all settings that this runtime reads.</summary>
internal static class ReferenceConfig
{
    public const string Hocon = """
        akka {
          loggers = ["Akka.Event.DefaultLogger"]
          loggers-dispatcher = akka.actor.default-dispatcher
          logger-startup-timeout = 5s
          logger-async-start = off
          loglevel = INFO
          log-dead-letters = 10
          log-dead-letters-during-shutdown = off
          actor {
            guardian-supervisor-strategy = "Akka.Actor.DefaultSupervisorStrategy"
            ask-timeout = infinite
            default-dispatcher {
              type = Dispatcher
              throughput = 30
            }
            internal-dispatcher {
              type = Dispatcher
              throughput = 5
            }
          }
          scheduler {
            implementation = "Akka.Actor.HashedWheelTimerScheduler"
          }
          coordinated-shutdown {
            default-phase-timeout = 5 s
            terminate-actor-system = on
            run-by-actor-system-terminate = on
            phases {
              before-service-unbind {}
              service-unbind {}
              service-requests-done {}
              service-stop {}
              before-cluster-shutdown {}
              cluster-sharding-shutdown-region { timeout = 10 s }
              cluster-leave {}
              cluster-exiting { timeout = 10 s }
              cluster-exiting-done {}
              cluster-shutdown {}
              before-actor-system-terminate {}
              actor-system-terminate { timeout = 10 s }
            }
          }
        }
        """;
}
