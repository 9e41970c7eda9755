using Akka.Actor;

namespace O2.Conformance.Tests;

/// <summary>What a restart with a pause is made of: hooks around an actor's own, and a stash that holds everything meanwhile.</summary>
public class BackoffTests : Spec
{
    [Fact]
    public void A_restarted_actor_can_hold_everything_until_its_supervisor_lets_it_go_on()
    {
        var supervisor = ActorOf(Props.Create(() => new Supervisor(TestActor)));
        var actor = ExpectMsg<IActorRef>();
        actor.Tell(1);
        actor.Tell(new Boom());
        actor.Tell(2);
        ExpectMsg(1);
        ExpectMsg("supervisor was told");
        actor.Tell(3);
        Sync(actor);
        supervisor.Tell("let it go on");
        ExpectMsg(2);
        ExpectMsg(3);
    }

    [Fact]
    public void The_hooks_around_see_each_message_first_and_the_restart_last()
    {
        var actor = ActorOf(Props.Create(() => new Hooked(TestActor)));
        actor.Tell("message");
        ExpectMsg("around message");
        ExpectMsg("message");
        actor.Tell(new Boom());
        ExpectMsg("around Boom");
        ExpectMsg("around PreRestart Boom");
        ExpectMsg("PreRestart Boom");
        ExpectMsg("PostRestart");
        ExpectMsg("around PostRestart nothing");
    }

    [Fact]
    public void What_a_hook_keeps_for_itself_the_actor_does_not_see()
    {
        var actor = ActorOf(Props.Create(() => new Hooked(TestActor)));
        actor.Tell("keep");
        actor.Tell("message");
        ExpectMsg("around keep");
        ExpectMsg("around message");
        ExpectMsg("message");
    }

    private sealed class Supervisor : ReceiveActor
    {
        public Supervisor(IActorRef report)
        {
            var child = Context.ActorOf(Props.Create(() => new Patient(report)));
            report.Tell(child);
            Receive<Patient.Restarted>(_ => report.Tell("supervisor was told"));
            Receive<string>(_ => child.Tell(Patient.Continue.Instance));
        }
    }

    private sealed class Patient : ReceiveActor, IWithUnboundedStash
    {
        private bool _isRecovering;

        public Patient(IActorRef report)
        {
            Receive<int>(number => report.Tell(number));
            Receive<Boom>(boom => throw boom);
        }

        public IStash Stash { get; set; } = null!;

        protected override bool AroundReceive(Receive receive, object message)
        {
            if (message is Continue)
            {
                _isRecovering = false;
                Stash.UnstashAll();
                return true;
            }

            if (!_isRecovering)
                return base.AroundReceive(receive, message);
            Stash.Stash();
            return true;
        }

        public override void AroundPostRestart(Exception cause, object? message)
        {
            base.AroundPostRestart(cause, message!);
            _isRecovering = true;
            Context.Parent.Tell(Restarted.Instance);
        }

        public sealed record Restarted
        {
            public static readonly Restarted Instance = new();
        }

        public sealed record Continue
        {
            public static readonly Continue Instance = new();
        }
    }

    private sealed class Hooked : ReceiveActor
    {
        private readonly IActorRef _report;

        public Hooked(IActorRef report)
        {
            _report = report;
            Receive<string>(text => report.Tell(text));
            Receive<Boom>(boom => throw boom);
        }

        protected override bool AroundReceive(Receive receive, object message)
        {
            _report.Tell($"around {NameOf(message)}");
            return Equals(message, "keep") || base.AroundReceive(receive, message);
        }

        public override void AroundPreRestart(Exception cause, object? message)
        {
            _report.Tell($"around PreRestart {NameOf(message)}");
            base.AroundPreRestart(cause, message!);
        }

        public override void AroundPostRestart(Exception cause, object? message)
        {
            base.AroundPostRestart(cause, message!);
            _report.Tell($"around PostRestart {NameOf(message)}");
        }

        protected override void PreRestart(Exception reason, object? message) => _report.Tell($"PreRestart {NameOf(message)}");

        protected override void PostRestart(Exception reason) => _report.Tell("PostRestart");

        private static string NameOf(object? message) => message as string ?? message?.GetType().Name ?? "nothing";
    }
}
