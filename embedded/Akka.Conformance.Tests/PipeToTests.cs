using Akka.Actor;

namespace O2.Conformance.Tests;

public class PipeToTests : Spec
{
    [Fact]
    public void The_result_is_sent()
    {
        Task.FromResult(42).PipeTo(TestActor);
        ExpectMsg(42);
    }

    [Fact]
    public void A_failure_is_sent_as_such()
    {
        Task.FromException<int>(new Boom()).PipeTo(TestActor);
        Assert.IsType<Boom>(ExpectMsg<Status.Failure>().Cause);
    }

    [Fact]
    public void Result_and_failure_can_be_projected()
    {
        Task.FromResult(42).PipeTo(TestActor, success: number => $"got {number}");
        ExpectMsg("got 42");
        Task.FromException<int>(new Boom("no")).PipeTo(TestActor, failure: cause => $"failed: {cause.Message}");
        ExpectMsg("failed: no");
    }

    [Fact]
    public void The_end_of_a_task_without_result_can_be_told()
    {
        Task.CompletedTask.PipeTo(TestActor, success: () => "done");
        ExpectMsg("done");
        Task.FromException(new Boom("no")).PipeTo(TestActor, failure: cause => $"failed: {cause.Message}");
        ExpectMsg("failed: no");
    }

    [Fact]
    public void The_end_of_a_task_without_result_is_not_told_unless_asked_for()
    {
        Task.CompletedTask.PipeTo(TestActor);
        Task.FromResult("next").PipeTo(TestActor);
        ExpectMsg("next");
    }

    [Fact]
    public void A_cancelled_task_is_a_failure()
    {
        Task.FromCanceled<int>(new CancellationToken(true)).PipeTo(TestActor);
        Assert.IsAssignableFrom<OperationCanceledException>(ExpectMsg<Status.Failure>().Cause);
    }

    [Fact]
    public void There_is_no_sender_unless_one_is_named()
    {
        var actor = ActorOf(Props.Create(() => new Piper(TestActor)));
        actor.Tell("nameless");
        ExpectMsg("later");
        Assert.Equal(Sys.DeadLetters, LastSender);
        actor.Tell("named");
        ExpectMsg("later");
        Assert.Equal(actor, LastSender);
    }

    private sealed class Piper : ReceiveActor
    {
        public Piper(IActorRef receiver) =>
            Receive<string>(how => Later().PipeTo(receiver, how == "named" ? Self : ActorRefs.NoSender));

        private static async Task<string> Later()
        {
            await Task.Yield();
            return "later";
        }
    }
}
