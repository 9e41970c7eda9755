using Akka.Actor;
using Akka.Event;
using Xunit.Abstractions;

namespace Akka.TestKit.Xunit2;

/// <summary>Writes log events to the output of a test.</summary>
internal sealed class TestOutputLogger : ReceiveActor
{
    public TestOutputLogger(ITestOutputHelper output)
    {
        Receive<InitializeLogger>(initialize =>
        {
            ((EventStream)initialize.LoggingBus).Subscribe<LogEvent>(Self);
            Sender.Tell(new LoggerInitialized());
        });
        Receive<LogEvent>(logEvent =>
        {
            try
            {
                output.WriteLine(logEvent.ToString());
            }
            catch (InvalidOperationException)
            {
                // the test is over, and its output closed
            }
        });
    }
}
