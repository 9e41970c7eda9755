using Akka.Actor;
using Xunit.Sdk;

namespace O2.Conformance.Tests;

public class TestKitTests : Spec
{
    private static readonly TimeSpan Short = TimeSpan.FromMilliseconds(20);

    [Fact]
    public void Expectations_that_are_not_met_fail_the_test()
    {
        TestActor.Tell("a string");
        Assert.ThrowsAny<XunitException>(() => ExpectMsg<int>());
        TestActor.Tell("one");
        Assert.ThrowsAny<XunitException>(() => ExpectMsg("other"));
        TestActor.Tell("one");
        Assert.ThrowsAny<XunitException>(() => ExpectMsg<string>(text => text == "other"));
        TestActor.Tell("one");
        Assert.ThrowsAny<XunitException>(() => ExpectNoMsg(TimeSpan.Zero));
        Assert.ThrowsAny<XunitException>(() => ExpectMsg<string>(Short));
    }

    [Fact]
    public async Task The_test_actor_is_the_sender_before_and_after_an_await()
    {
        var echo = ActorOf(Props.Create(() => new Echo()));
        echo.Tell("before");
        await ExpectMsgAsync("before");
        await Task.Yield();
        echo.Tell("after");
        await ExpectMsgAsync<string>(text => text == "after");
        await ExpectNoMsgAsync(TimeSpan.Zero);
    }

    [Fact]
    public void A_probe_sends_replies_and_forwards()
    {
        var probe = CreateTestProbe("probe");
        probe.Send(TestActor, "hello");
        ExpectMsg("hello");
        Assert.Equal(probe.Ref, LastSender);
        probe.Ref.Tell("question", TestActor);
        probe.ExpectMsg("question");
        probe.Reply("answer");
        ExpectMsg("answer");
        var other = CreateTestProbe();
        probe.Ref.Tell("to be forwarded", TestActor);
        probe.ExpectMsg("to be forwarded");
        probe.Forward(other.Ref);
        other.ExpectMsg("to be forwarded");
        Assert.Equal(TestActor, other.LastSender);
    }

    [Fact]
    public void A_probe_can_be_used_as_a_reference()
    {
        var probe = CreateTestProbe();
        var echo = ActorOf(Props.Create(() => new Echo()));
        echo.Tell("to the probe", probe);
        probe.ExpectMsg("to the probe");
        Watch(probe);
        Sys.Stop(probe);
        ExpectTerminated(probe);
    }

    [Fact]
    public void Several_messages_can_be_received_at_once()
    {
        for (var i = 0; i < 5; i++)
            TestActor.Tell(i);
        Assert.Equal([0, 1, 2], ReceiveN(3).Cast<int>());
        Assert.Equal(3, ReceiveOne());
        Assert.True(HasMessages);
        Assert.Equal(4, FishForMessage<int>(number => number == 4));
        Assert.Null(ReceiveOne(TimeSpan.Zero));
        TestActor.Tell("b");
        TestActor.Tell("a");
        ExpectMsgAllOf("a", "b");
        TestActor.Tell("b");
        ExpectMsgAnyOf(new[] { "a", "b" });
    }

    [Fact]
    public void Messages_can_be_ignored()
    {
        IgnoreMessages<int>();
        TestActor.Tell(1);
        TestActor.Tell("seen");
        ExpectMsg("seen");
        IgnoreNoMessages();
        TestActor.Tell(2);
        ExpectMsg(2);
    }

    [Fact]
    public void Within_limits_the_time_of_what_is_inside()
    {
        Within(TimeSpan.FromSeconds(10), () =>
        {
            Assert.True(Remaining <= TimeSpan.FromSeconds(10));
            TestActor.Tell("in time");
            ExpectMsg("in time");
        });
        Assert.ThrowsAny<XunitException>(() => Within(Short, () => ExpectMsg<string>()));
    }

    [Fact]
    public async Task One_can_wait_until_something_holds()
    {
        var trials = 0;
        AwaitAssert(() => Assert.True(++trials >= 3));
        AwaitCondition(() => ++trials >= 5);
        await AwaitAssertAsync(() => Assert.True(++trials >= 7));
        await AwaitConditionAsync(() => ++trials >= 9);
        Assert.ThrowsAny<XunitException>(() => AwaitCondition(() => false, Short));
        Assert.ThrowsAny<XunitException>(() => AwaitAssert(() => Assert.Fail("never"), Short));
    }

    private sealed class Echo : ReceiveActor
    {
        public Echo() => ReceiveAny(message => Sender.Tell(message));
    }
}
