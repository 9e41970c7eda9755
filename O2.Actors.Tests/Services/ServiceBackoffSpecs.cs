using Akka.Actor;
using O2.Actors.TestKit;
using O2.Protocol;

namespace O2.Actors.Tests.Services;

/// <summary>Restarts in virtual time: when the service handles messages again, in which order, and what becomes of them when it does not.</summary>
public sealed class ServiceBackoffSpecs : IDisposable
{
    private readonly EnsembleFixture _ensemble = new();
    private readonly O2Process _o2;
    private readonly List<(int Note, double At)> _played = [];

    public ServiceBackoffSpecs() => _o2 = _ensemble.Start();

    public void Dispose() => _ensemble.Dispose();

    private sealed class Fragile : O2ServiceActor
    {
        public Fragile(Action<int> played)
        {
            Method("/note", "i", m => played(m.Int32(0)));
            Method("/crash", null, _ => throw new InvalidOperationException("a string broke"));
        }
    }

    /// <summary>Can only be made at some attempts.</summary>
    private sealed class Moody : O2ServiceActor
    {
        private readonly bool _failsLater;

        public Moody(Func<bool> isWilling, bool failsAtOnce, Action<int> played)
        {
            bool fails = !isWilling();
            if (fails && failsAtOnce)
                throw new InvalidOperationException("not today");
            _failsLater = fails;
            Method("/note", "i", m => played(m.Int32(0)));
            Method("/crash", null, _ => throw new InvalidOperationException("a string broke"));
        }

        protected override void PreStart()
        {
            if (_failsLater)
                throw new InvalidOperationException("not now");
        }
    }

    private sealed class Asynchronous : O2ServiceActor
    {
        public Asynchronous() => ReceiveAsync<O2Message>(async _ =>
        {
            await Task.Yield();
            throw new InvalidOperationException("later");
        });
    }

    private sealed class Nested : ReceiveActor
    {
        private readonly Action<Exception> _failed;

        public Nested(Action<int> played, Action<Exception> failed)
        {
            _failed = failed;
            Context.ActorOf(Props.Create(() => new Fragile(played)));
        }

        protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(failure =>
        {
            _failed(failure);
            return Directive.Stop;
        });
    }

    [Fact]
    public void The_first_restart_is_immediate_the_next_ones_wait_twice_as_long_each_up_to_the_longest()
    {
        Add(new ServiceOptions { MinBackoff = TimeSpan.FromSeconds(0.2), MaxBackoff = TimeSpan.FromSeconds(0.5) });

        Assert.Equal([0, 0.2, 0.4, 0.5, 0.5], Enumerable.Range(1, 5).Select(DelayOfNoteAfterCrash));
    }

    [Fact]
    public void Failures_before_the_window_do_not_count()
    {
        Add(new ServiceOptions { MinBackoff = TimeSpan.FromSeconds(0.2), Within = TimeSpan.FromSeconds(10) });

        Assert.Equal([0, 0.2], Enumerable.Range(1, 2).Select(DelayOfNoteAfterCrash));
        _ensemble.Advance(11);
        Assert.Equal(0, DelayOfNoteAfterCrash(3));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_actor_that_cannot_be_made_is_tried_again_after_the_same_pauses_and_nothing_is_lost(bool failsAtOnce)
    {
        using var events = new EventList(_o2);
        List<double> attempts = AddMoody(failsAtOnce, attempt => attempt == 5);
        Send("/violin/note", 1);
        _ensemble.Advance(0.5);
        Send("/violin/note", 2);
        _ensemble.Advance(1);

        Assert.Equal([0, 0, 0.2, 0.6, 1.1], attempts);
        Assert.Equal([1, 2], _played.Select(p => p.Note));
        Assert.Equal(4, events.Of<ServiceFailure>().Count);
        Assert.Equal(1.1, Assert.Single(events.Of<ServiceRestarted>()).Downtime.TotalSeconds, 3);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void An_actor_that_cannot_be_made_again_keeps_its_mailbox(bool failsAtOnce)
    {
        List<double> attempts = AddMoody(failsAtOnce, attempt => attempt is 1 or 4);
        Send("/violin/note", 1);
        Send("/violin/crash");
        Send("/violin/note", 2);
        Send("/violin/note", 3);
        _ensemble.Advance(0.1);
        Send("/violin/note", 4);
        _ensemble.Advance(1);
        Send("/violin/note", 5);
        _ensemble.Advance(0);

        Assert.Equal([0, 0, 0.2, 0.6], attempts);
        Assert.Equal([1, 2, 3, 4, 5], _played.Select(p => p.Note));
    }

    [Fact]
    public void An_actor_that_can_never_be_made_is_withdrawn_when_the_limit_is_exceeded()
    {
        using var events = new EventList(_o2);
        List<double> attempts = AddMoody(failsAtOnce: true, _ => false);
        Send("/violin/note", 1);
        _ensemble.Advance(0.5);
        Send("/violin/note", 2);
        _ensemble.Advance(30);

        Assert.Equal(11, attempts.Count);
        Assert.Single(events.Of<ServiceWithdrawn>());
        Assert.Equal(2, _o2.Dropped(DropReason.ServiceWithdrawn));
        Assert.Equal(SendStatus.NoService, _o2.Send("/violin/note", 3));
    }

    [Fact]
    public void A_service_that_is_removed_while_it_cannot_be_made_is_not_tried_again()
    {
        List<double> attempts = AddMoody(failsAtOnce: true, _ => false);
        Send("/violin/note", 1);
        _ensemble.Advance(0.3);

        Assert.True(_o2.RemoveService("violin"));
        _ensemble.Advance(30);

        Assert.Equal(3, attempts.Count);
        Assert.Equal(1, _o2.Dropped(DropReason.ServiceWithdrawn));
        Assert.Null(Child("violin"));
    }

    [Fact]
    public void Without_a_back_off_every_restart_is_immediate()
    {
        Add(new ServiceOptions { MinBackoff = TimeSpan.Zero });

        Assert.Equal([0, 0, 0, 0, 0], Enumerable.Range(1, 5).Select(DelayOfNoteAfterCrash));
    }

    [Fact]
    public void What_waits_during_the_back_off_is_handled_in_order_before_what_comes_later()
    {
        Add(new ServiceOptions { MinBackoff = TimeSpan.FromSeconds(1) });
        Send("/violin/crash");
        Send("/violin/crash");
        Send("/violin/note", 1);
        Send("/violin/note", 2);
        _ensemble.Advance(0.5);
        Send("/violin/note", 3);
        Assert.Empty(_played);

        _ensemble.Advance(0.6);
        Send("/violin/note", 4);
        _ensemble.Advance(0);

        Assert.Equal([1, 2, 3, 4], _played.Select(p => p.Note));
    }

    [Fact]
    public void A_service_that_is_removed_during_its_back_off_still_handles_what_waits()
    {
        Add(new ServiceOptions { MinBackoff = TimeSpan.FromSeconds(1) });
        Send("/violin/crash");
        Send("/violin/crash");
        Send("/violin/note", 1);
        Send("/violin/crash");
        Send("/violin/note", 2);
        _ensemble.Advance(0.5);

        Assert.True(_o2.RemoveService("violin"));
        _ensemble.Advance(10);

        Assert.Equal([1, 2], _played.Select(p => p.Note));
        Assert.Equal(0, _o2.Dropped(DropReason.ServiceWithdrawn));
        Assert.Null(Child("violin"));
    }

    [Fact]
    public void Downtime_is_told()
    {
        using var events = new EventList(_o2);
        Add(new ServiceOptions { MinBackoff = TimeSpan.FromSeconds(1) });

        Send("/violin/crash");
        Send("/violin/crash");
        _ensemble.Advance(2);

        Assert.Equal([0.0, 1.0], events.Of<ServiceRestarted>().Select(e => Math.Round(e.Downtime.TotalSeconds, 3)));
    }

    [Fact]
    public void Beyond_the_limit_what_waits_goes_to_another_provider()
    {
        using var events = new EventList(_o2);
        Add(new ServiceOptions { MaxRestarts = 1, MinBackoff = TimeSpan.FromSeconds(1) });
        O2Process other = _ensemble.Start();
        List<int> taken = [];
        other.AddMethod("/violin/note", "i", m => taken.Add(m.Int32(0)));
        _ensemble.RunUntil(() => _o2.Core.Directory.Snapshot.TryGetService("violin", out var entry) && entry.Providers.Length == 2);
        Assert.Equal(ServiceStatus.LocalNoTime, _o2.Status("violin"));

        Send("/violin/note", 1);
        Send("/violin/crash");
        Send("/violin/crash");
        Send("/violin/note", 2);
        Send("/violin/note", 3);
        _ensemble.Advance(1);

        Assert.Equal([1], _played.Select(p => p.Note));
        Assert.Equal([2, 3], taken);
        Assert.Equal(ServiceStatus.RemoteNoTime, _o2.Status("violin"));
        Assert.Equal("violin", Assert.Single(events.Of<ServiceWithdrawn>()).Service);
        Assert.Equal(0, _o2.Dropped(DropReason.ServiceWithdrawn));
    }

    [Fact]
    public void With_no_restart_granted_the_first_failure_withdraws()
    {
        Add(new ServiceOptions { MaxRestarts = 0 });

        Send("/violin/crash");
        Send("/violin/note", 1);
        _ensemble.Advance(0.1);

        Assert.Equal(ServiceStatus.Unknown, _o2.Status("violin"));
        Assert.Equal(1, _o2.Dropped(DropReason.ServiceWithdrawn));
    }

    [Fact]
    public void A_strategy_of_the_user_decides_and_back_off_and_reports_stay()
    {
        using var events = new EventList(_o2);
        var strategy = new OneForOneStrategy(2, TimeSpan.FromMinutes(1), _ => Directive.Restart);
        Add(new ServiceOptions { Strategy = strategy, MinBackoff = TimeSpan.FromSeconds(0.2) });

        Assert.Equal([0, 0.2], Enumerable.Range(1, 2).Select(DelayOfNoteAfterCrash));
        Send("/violin/crash");
        _ensemble.Advance(0.1);

        Assert.Equal(3, events.Of<ServiceFailure>().Count);
        Assert.Equal(ServiceStatus.Unknown, _o2.Status("violin"));
    }

    [Fact]
    public void A_service_that_resumes_goes_on_as_it_was()
    {
        using var events = new EventList(_o2);
        Add(new ServiceOptions { Strategy = new AllForOneStrategy(_ => Directive.Resume) });

        Send("/violin/crash");
        Send("/violin/note", 1);
        _ensemble.Advance(0);

        Assert.Equal([1], _played.Select(p => p.Note));
        Assert.Equal("/violin/crash", Assert.IsType<O2Message>(Assert.Single(events.Of<ServiceFailure>()).Message).Address.Text);
        Assert.Empty(events.Of<ServiceRestarted>());
    }

    [Fact]
    public void Each_failure_is_reported_once_also_that_of_an_asynchronous_handler()
    {
        using var events = new EventList(_o2);
        _o2.AddService("violin", Props.Create(() => new Asynchronous()));

        Send("/violin/note", 1);
        _ensemble.RunUntil(() => events.Of<ServiceRestarted>().Count == 1);

        Assert.Equal("later", Assert.Single(events.Of<ServiceFailure>()).Exception.Message);
    }

    [Fact]
    public void A_service_actor_that_is_not_a_service_says_so()
    {
        List<Exception> failures = [];

        _o2.ActorSystem.ActorOf(Props.Create(() => new Nested(Play, failures.Add)));
        _ensemble.Advance(0);

        Assert.IsType<O2Exception>(Assert.Single(failures).GetBaseException());
    }

    [Fact]
    public void A_name_with_characters_that_no_actor_path_has_is_a_service_all_the_same()
    {
        const string Name = "viola d'amore*+#%ü";
        _o2.AddService(Name, Props.Create(() => new Fragile(Play)));

        Send($"!{Name}/note", 1);
        Send($"!{Name}/crash");
        Send($"!{Name}/note", 2);
        _ensemble.Advance(0);

        Assert.Equal([1, 2], _played.Select(p => p.Note));
    }

    /// <summary>Seconds between a crash and the note that was sent right behind it.</summary>
    private double DelayOfNoteAfterCrash(int note)
    {
        double start = _ensemble.Clock.Now.Seconds;
        Send("/violin/crash");
        Send("/violin/note", note);
        _ensemble.RunUntil(() => _played.Exists(p => p.Note == note));
        return Math.Round(_played.Find(p => p.Note == note).At - start, 3);
    }

    private void Add(ServiceOptions options) => _o2.AddService("violin", Props.Create(() => new Fragile(Play)), options);

    private List<double> AddMoody(bool failsAtOnce, Func<int, bool> isWilling)
    {
        List<double> attempts = [];
        double start = _ensemble.Clock.Now.Seconds;
        bool Try()
        {
            attempts.Add(Math.Round(_ensemble.Clock.Now.Seconds - start, 3));
            return isWilling(attempts.Count);
        }

        Func<bool> attempt = Try;
        var options = new ServiceOptions { MinBackoff = TimeSpan.FromSeconds(0.2), MaxBackoff = TimeSpan.FromSeconds(0.5) };
        _o2.AddService("violin", Props.Create(() => new Moody(attempt, failsAtOnce, Play)), options);
        return attempts;
    }

    private void Play(int note) => _played.Add((note, _ensemble.Clock.Now.Seconds));

    private void Send(string address, params ReadOnlySpan<O2Value> args) => Assert.Equal(SendStatus.Sent, _o2.Send(address, args));

    private object? Child(string service) =>
        _o2.ActorSystem.ActorSelection($"/user/o2/services/{service}").Ask<ActorIdentity>(new Identify(0), TimeSpan.FromMinutes(1)) is var reply
        && RunToEnd(reply) is { } subject && !subject.IsNobody() ? subject : null;

    private IActorRef? RunToEnd(Task<ActorIdentity> reply) => _ensemble.Run(reply).Subject;
}
