using Akka.Actor;

namespace O2.Conformance.Tests;

public class OrderingTests : Spec
{
    private const int Count = 2_000;

    [Fact]
    public void Messages_of_one_sender_arrive_in_order_whatever_others_send()
    {
        var receiver = ActorOf(Props.Create(() => new Checker(3, TestActor)));
        var senders = Enumerable.Range(0, 3).Select(id => ActorOf(Props.Create(() => new Sender(id, receiver)))).ToArray();
        foreach (var sender in senders)
            sender.Tell("go");
        ExpectMsg("all in order", TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void Messages_from_outside_arrive_in_order()
    {
        var receiver = ActorOf(Props.Create(() => new Checker(1, TestActor)));
        for (var i = 0; i < Count; i++)
            receiver.Tell(new Numbered(0, i), ActorRefs.NoSender);
        ExpectMsg("all in order", TimeSpan.FromSeconds(10));
    }

    private sealed record Numbered(int Sender, int Number);

    private sealed class Sender : ReceiveActor
    {
        public Sender(int id, IActorRef receiver) => ReceiveAny(_ =>
        {
            for (var i = 0; i < Count; i++)
                receiver.Tell(new Numbered(id, i));
        });
    }

    private sealed class Checker : ReceiveActor
    {
        private readonly int[] _next;

        public Checker(int senders, IActorRef report)
        {
            _next = new int[senders];
            Receive<Numbered>(message =>
            {
                if (message.Number != _next[message.Sender]++)
                    report.Tell($"sender {message.Sender}: {message.Number} came too early");
                if (_next.All(next => next == Count))
                    report.Tell("all in order");
            });
        }
    }
}
