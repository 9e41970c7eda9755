using Akka.Actor;
using Akka.TestKit;

namespace O2.Conformance.Tests;

public class SchedulerTests : Spec
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    public SchedulerTests()
        : base(VirtualTime)
    {
    }

    private TestScheduler Time => (TestScheduler)Sys.Scheduler;

    [Fact]
    public void Nothing_happens_before_time_advances()
    {
        Time.ScheduleTellOnce(Second, TestActor, "later", ActorRefs.NoSender);
        ExpectNoMsg(TimeSpan.Zero);
        Time.Advance(Second - TimeSpan.FromTicks(1));
        ExpectNoMsg(TimeSpan.Zero);
        Time.Advance(TimeSpan.FromTicks(1));
        ExpectMsg("later");
    }

    [Fact]
    public void Things_happen_in_the_order_of_time()
    {
        Time.ScheduleTellOnce(Second * 2, TestActor, 2, ActorRefs.NoSender);
        Time.ScheduleTellOnce(Second, TestActor, 1, ActorRefs.NoSender);
        Time.ScheduleTellOnce(Second * 3, TestActor, 3, ActorRefs.NoSender);
        Time.Advance(Second * 3);
        ExpectMsg(1);
        ExpectMsg(2);
        ExpectMsg(3);
    }

    [Fact]
    public void A_repetition_happens_once_for_each_advance()
    {
        Time.ScheduleTellRepeatedly(Second, Second * 2, TestActor, "again", ActorRefs.NoSender);
        Time.Advance(Second);
        ExpectMsg("again");
        Time.Advance(Second);
        ExpectNoMsg(TimeSpan.Zero);
        Time.Advance(Second);
        ExpectMsg("again");
        Time.Advance(Second * 2);
        ExpectMsg("again");
    }

    [Fact]
    public void What_is_cancelled_does_not_happen()
    {
        var once = Time.ScheduleTellOnceCancelable(Second, TestActor, "once", ActorRefs.NoSender);
        var again = Time.ScheduleTellRepeatedlyCancelable(Second, Second, TestActor, "again", ActorRefs.NoSender);
        once.Cancel();
        Time.Advance(Second);
        ExpectMsg("again");
        again.Cancel();
        Time.Advance(Second);
        ExpectNoMsg(TimeSpan.Zero);
    }

    [Fact]
    public void Code_can_be_scheduled()
    {
        Time.Advanced.ScheduleOnce(Second, () => TestActor.Tell("ran"));
        Time.Advance(Second);
        ExpectMsg("ran");
    }

    [Fact]
    public void Now_is_virtual()
    {
        var start = Time.Now;
        Time.Advance(Second);
        Assert.Equal(start + Second, Time.Now);
        Time.AdvanceTo(start + Second * 5);
        Assert.Equal(start + Second * 5, Time.Now);
    }

    [Fact]
    public void Without_a_delay_it_happens_at_once()
    {
        Time.ScheduleTellOnce(TimeSpan.Zero, TestActor, "now", ActorRefs.NoSender);
        Time.Advance(TimeSpan.Zero);
        ExpectMsg("now");
    }
}
