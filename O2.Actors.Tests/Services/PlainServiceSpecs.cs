using Akka.Actor;
using O2.Actors.TestKit;
using O2.Protocol;

namespace O2.Actors.Tests.Services;

/// <summary>Services whose actors are of any class, and know nothing of O2 but its messages.</summary>
public sealed class PlainServiceSpecs : IDisposable
{
    private readonly EnsembleFixture _ensemble = new();
    private readonly O2Process _o2;
    private readonly List<string> _received = [];

    public PlainServiceSpecs() => _o2 = _ensemble.Start();

    public void Dispose() => _ensemble.Dispose();

    private sealed class Plain : ReceiveActor
    {
        public Plain(Action<string> received, Func<bool> isMade)
        {
            if (!isMade())
                throw new IOException("not yet");
            Receive<O2Message>(m =>
            {
                received(m.Address.Text);
                throw new InvalidOperationException("plain");
            });
        }
    }

    [Fact]
    public void An_actor_of_any_class_may_be_a_service_and_is_restarted_at_once()
    {
        using var events = new EventList(_o2);
        Add(() => true);

        Send("/violin/note");
        Send("/violin/other");

        Assert.Equal(["/violin/note", "/violin/other"], _received);
        Assert.Equal(["plain", "plain"], events.Of<ServiceFailure>().Select(e => e.Exception.Message));
        Assert.Empty(events.Of<ServiceRestarted>());
    }

    [Fact]
    public void It_was_down_from_the_failure_after_which_it_could_not_be_made()
    {
        using var events = new EventList(_o2);
        int made = 0;
        Add(() => ++made != 3);   // not by the second restart

        Send("/violin/note");
        _ensemble.Advance(30);
        Send("/violin/other");
        _ensemble.Advance(1);

        Assert.InRange(Assert.Single(events.Of<ServiceRestarted>()).Downtime.TotalSeconds, 0.01, 1);
    }

    [Fact]
    public void A_service_that_is_offered_again_has_the_path_of_its_name_once_the_one_before_has_finished()
    {
        for (int i = 0; i < 2; i++)
        {
            Add(() => true);
            _ensemble.Advance(0);
            var answer = _o2.ActorSystem.ActorSelection("/user/o2/services/violin").Ask<ActorIdentity>(new Identify(0), TimeSpan.FromMinutes(1));
            Assert.False(_ensemble.Run(answer).Subject.IsNobody());
            _o2.RemoveService("violin");
            _ensemble.Advance(0);
        }
    }

    private void Add(Func<bool> isMade)
    {
        Action<string> received = _received.Add;
        _o2.AddService("violin", Props.Create(() => new Plain(received, isMade)));
    }

    private void Send(string address)
    {
        Assert.Equal(SendStatus.Sent, _o2.Send(address));
        _ensemble.Advance(0);
    }
}
