using Akka.Actor;
using Akka.Configuration;
using Akka.Event;

namespace O2.Actors.Tests.Embedded;

/// <summary>What only the embedded runtime promises.</summary>
public sealed class MailboxTests
{
    private static readonly Config Quiet = ConfigurationFactory.ParseString("akka { loglevel = OFF, log-dead-letters = off }");

    [EmbeddedFact]
    public async Task Sending_allocates_one_node_of_40_bytes()
    {
        using var system = ActorSystem.Create("test", Quiet);
        var gate = new ManualResetEventSlim();
        var actor = system.ActorOf(Props.Create(() => new Counter(new CountdownEvent(1_000_000))));
        actor.Tell(gate);
        actor.Tell("warm up", ActorRefs.NoSender);

        const int count = 10_000;
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < count; i++)
            actor.Tell("message", ActorRefs.NoSender);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        gate.Set();

        Assert.InRange(allocated / (double)count, 40, 41);   // what is not per message, such as scheduling the actor, may come once
        await system.Terminate();
    }

    [EmbeddedFact]
    public async Task No_message_is_lost_when_an_actor_ends_while_others_send()
    {
        const int senders = 4, count = 5_000, rounds = 20;
        using var system = ActorSystem.Create("test", Quiet);
        for (var round = 0; round < rounds; round++)
        {
            var accounted = new CountdownEvent(senders * count);
            var actor = system.ActorOf(Props.Create(() => new Counter(accounted)));
            var letters = system.ActorOf(Props.Create(() => new LetterCounter(actor, accounted)));
            await letters.Ask<ActorIdentity>(new Identify(null));
            var sending = Enumerable.Range(0, senders).Select(_ => Task.Run(() =>
            {
                for (var i = 0; i < count; i++)
                    actor.Tell("message", ActorRefs.NoSender);
            })).ToArray();
            system.Stop(actor);
            await Task.WhenAll(sending);
            Assert.True(accounted.Wait(TimeSpan.FromSeconds(20)), $"round {round}: {accounted.CurrentCount} messages are lost");
            system.Stop(letters);
        }
        await system.Terminate();
    }

    private sealed class Counter : ReceiveActor
    {
        public Counter(CountdownEvent accounted)
        {
            Receive<ManualResetEventSlim>(gate => gate.Wait());
            ReceiveAny(_ => accounted.Signal());
        }
    }

    private sealed class LetterCounter : ReceiveActor
    {
        public LetterCounter(IActorRef recipient, CountdownEvent accounted)
        {
            Context.System.EventStream.Subscribe<DeadLetter>(Self);
            Receive<DeadLetter>(letter =>
            {
                if (letter.Recipient.Equals(recipient))
                    accounted.Signal();
            });
        }
    }
}
