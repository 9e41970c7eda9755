using Akka.Actor;
using Akka.Configuration;

namespace Akka.TestKit;

/// <summary>The times that a test kit waits, from <c>akka.test</c>.</summary>
public class TestKitSettings : IExtension
{
    /// <summary>Reads the settings.</summary>
    public TestKitSettings(Config config)
    {
        DefaultTimeout = config.GetTimeSpan("akka.test.default-timeout", allowInfinite: false);
        SingleExpectDefault = config.GetTimeSpan("akka.test.single-expect-default", allowInfinite: false);
        TestEventFilterLeeway = config.GetTimeSpan("akka.test.filter-leeway", allowInfinite: false);
        TestTimeFactor = config.GetDouble("akka.test.timefactor");
    }

    /// <summary>How long the end of an actor system may take.</summary>
    public TimeSpan DefaultTimeout { get; }

    /// <summary>How long an expectation waits that says nothing about it.</summary>
    public TimeSpan SingleExpectDefault { get; }

    /// <summary>How long an event filter waits for its events.</summary>
    public TimeSpan TestEventFilterLeeway { get; }

    /// <summary>Multiplies the times, for slow machines.</summary>
    public double TestTimeFactor { get; }
}
