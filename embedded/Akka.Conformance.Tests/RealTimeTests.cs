using Akka.Actor;

namespace O2.Conformance.Tests;

/// <summary>The default scheduler; nothing here depends on how fast the machine is.</summary>
public class RealTimeTests : Spec
{
    [Fact]
    public void Things_happen_in_the_order_of_time()
    {
        Sys.Scheduler.ScheduleTellOnce(TimeSpan.FromMilliseconds(60), TestActor, "second", ActorRefs.NoSender);
        Sys.Scheduler.ScheduleTellOnce(TimeSpan.FromMilliseconds(5), TestActor, "first", ActorRefs.NoSender);
        ExpectMsg("first");
        ExpectMsg("second");
    }

    [Fact]
    public void Nothing_happens_early()
    {
        var start = Sys.Scheduler.MonotonicClock;
        Sys.Scheduler.ScheduleTellOnce(TimeSpan.FromMilliseconds(30), TestActor, "now", ActorRefs.NoSender);
        ExpectMsg("now");
        Assert.True(Sys.Scheduler.MonotonicClock - start >= TimeSpan.FromMilliseconds(29));
    }

    [Fact]
    public void A_repetition_goes_on_until_it_is_cancelled()
    {
        var repetition = Sys.Scheduler.ScheduleTellRepeatedlyCancelable(
            TimeSpan.Zero, TimeSpan.FromMilliseconds(5), TestActor, "again", ActorRefs.NoSender);
        ExpectMsg("again");
        ExpectMsg("again");
        ExpectMsg("again");
        repetition.Cancel();
        Assert.True(repetition.IsCancellationRequested);
    }

    [Fact]
    public void Delays_must_not_be_negative() => Assert.Throws<ArgumentOutOfRangeException>(
        () => Sys.Scheduler.ScheduleTellOnce(TimeSpan.FromSeconds(-1), TestActor, "never", ActorRefs.NoSender));
}
