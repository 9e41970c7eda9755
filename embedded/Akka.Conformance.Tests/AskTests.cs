using Akka.Actor;

namespace O2.Conformance.Tests;

public class AskTests : Spec
{
    private static readonly TimeSpan Enough = TimeSpan.FromSeconds(5);

    private readonly IActorRef _actor;

    public AskTests() => _actor = ActorOf(Props.Create(() => new Answerer()));

    [Fact]
    public async Task The_reply_is_the_result() => Assert.Equal("hello you", await _actor.Ask<string>("you", Enough));

    [Fact]
    public async Task Without_a_reply_in_time_it_throws() =>
        await Assert.ThrowsAsync<AskTimeoutException>(() => _actor.Ask<string>('?', TimeSpan.FromMilliseconds(20)));

    [Fact]
    public async Task A_failure_as_the_reply_is_thrown() =>
        Assert.Equal("no", (await Assert.ThrowsAsync<Boom>(() => _actor.Ask<string>(new Boom("no"), Enough))).Message);

    [Fact]
    public async Task A_reply_of_another_type_throws() =>
        await Assert.ThrowsAsync<ArgumentException>(() => _actor.Ask<int>("you", Enough));

    [Fact]
    public async Task It_can_be_cancelled()
    {
        using var source = new CancellationTokenSource();
        var reply = _actor.Ask<string>('?', source.Token);
        source.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => reply);
    }

    [Fact]
    public async Task The_message_may_hold_the_reference_to_reply_to() =>
        Assert.Equal("by reference", await _actor.Ask<string>(replyTo => new ReplyTo(replyTo), Enough, CancellationToken.None));

    [Fact]
    public async Task A_selection_can_be_asked() =>
        Assert.Equal("hello you", await Sys.ActorSelection(_actor.Path.ToString()).Ask<string>("you", Enough));

    [Fact]
    public async Task An_ask_for_any_object_gets_the_failure_itself() =>
        Assert.IsType<Status.Failure>(await _actor.Ask<object>(new Boom("no"), Enough));

    private sealed record ReplyTo(IActorRef Receiver);

    private sealed class Answerer : ReceiveActor
    {
        public Answerer()
        {
            Receive<string>(name => Sender.Tell($"hello {name}"));
            Receive<Boom>(boom => Sender.Tell(new Status.Failure(boom)));
            Receive<ReplyTo>(message => message.Receiver.Tell("by reference"));
            Receive<char>(_ => { });
        }
    }
}
