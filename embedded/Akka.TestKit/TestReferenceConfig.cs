namespace Akka.TestKit;

/// <summary>The settings of an actor system under test, where they differ from those of others.</summary>
internal static class TestReferenceConfig
{
    public const string Hocon = """
        akka {
          loggers = ["Akka.TestKit.TestEventListener, Akka.TestKit"]
          test {
            timefactor = 1.0
            filter-leeway = 3s
            single-expect-default = 3s
            default-timeout = 5s
            calling-thread-dispatcher {
              type = "Akka.TestKit.CallingThreadDispatcherConfigurator, Akka.TestKit"
              throughput = 2147483647
            }
            test-actor.dispatcher {
              type = "Akka.TestKit.CallingThreadDispatcherConfigurator, Akka.TestKit"
              throughput = 2147483647
            }
          }
        }
        """;
}
