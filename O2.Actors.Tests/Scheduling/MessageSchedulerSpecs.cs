using Akka.Actor;
using O2.Actors.TestKit;
using O2.Protocol;

namespace O2.Actors.Tests.Scheduling;

/// <summary>Timed messages of whole processes, in virtual time.</summary>
public sealed class MessageSchedulerSpecs : IDisposable
{
    private readonly EnsembleFixture _ensemble = new();
    private readonly O2Process _process;
    private readonly List<string> _log = [];

    public MessageSchedulerSpecs()
    {
        _process = _ensemble.Start();
        _process.BecomeClockReference();
        _process.AddMethod("/log/it", "s", m => _log.Add(m.Text(0)));
    }

    public void Dispose() => _ensemble.Dispose();

    [Fact]
    public void Messages_come_in_order_of_time_and_equal_times_in_order_of_sending()
    {
        GlobalTime at = _process.Now + 1;
        Assert.Equal(SendStatus.Scheduled, _process.Send("/log/it", at + 1, "c"));
        _process.Send("/log/it", at, "a");
        _process.Send("/log/it", at, "b");
        _ensemble.Advance(0.999);
        Assert.Empty(_log);
        _ensemble.Advance(0.002);
        Assert.Equal(["a", "b"], _log);
        _ensemble.Advance(1);
        Assert.Equal(["a", "b", "c"], _log);
    }

    [Fact]
    public void An_actor_gets_timed_messages_too()
    {
        List<double> lateness = [];
        _process.AddService("synth", Props.Create(() => new Synth(lateness)));
        _process.Send("/synth/noteon", _process.Now + 0.25, 60);
        _ensemble.Advance(0.24);
        Assert.Empty(lateness);
        _ensemble.Advance(0.02);
        Assert.InRange(Assert.Single(lateness), 0, 2e-6);
    }

    [Fact]
    public void R1_35_A_message_that_is_due_and_sent_by_a_handler_comes_after_the_handler()
    {
        _process.AddMethod("/outer/play", null, _ =>
        {
            _log.Add("begin");
            _process.Send("/log/it", _process.Now, "now");
            _process.Send("/log/it", _process.Now - 1, "late");
            _process.Send("/log/it", "at once");
            _log.Add("end");
        });
        _process.Send("/outer/play");
        _process.Send("/outer/play", _process.Now + 0.1);
        Assert.Equal(["begin", "end", "now", "late", "at once"], _log);
        _log.Clear();
        _ensemble.Advance(0.2);
        Assert.Equal(["begin", "end"], _log[..2]);
        Assert.Equal(["at once", "late", "now"], _log[2..].Order());
    }

    [Fact]
    public void Without_global_time_a_timed_message_to_a_service_here_is_dropped_and_counted()
    {
        O2Process alone = _ensemble.Start(new O2ProcessOptions { Ensemble = "another" });
        alone.AddMethod("/log/it", "s", m => _log.Add(m.Text(0)));
        Assert.Equal(SendStatus.NoClock, alone.Send("/log/it", new GlobalTime(5), "lost"));
        _ensemble.Advance(10);
        Assert.Empty(_log);
        Assert.Equal(1, alone.Dropped(DropReason.NoClock));
    }

    [Fact]
    public void A_message_waits_where_it_is_delivered_and_finds_the_provider_of_then()
    {
        O2Process other = _ensemble.Start();
        _ensemble.RunUntil(() => other.Status("log") == ServiceStatus.Remote);
        other.Send("/log/it", other.Now + 1, "kept");
        _ensemble.Advance(0.1);
        _ensemble.Stop(other);
        _ensemble.Advance(1);
        Assert.Equal(["kept"], _log);
    }

    [Fact]
    public void A_leap_of_the_ensemble_s_time_brings_what_is_due_then()
    {
        double source = 0;
        LocalTime start = _ensemble.Clock.Now;
        double leap = 0;
        _process.BecomeClockReference(() => source = _ensemble.Clock.Now - start + leap);
        _ensemble.Advance(2);
        _process.Send("/log/it", _process.Now + 60, "an hour early");
        leap = 3_600;
        _ensemble.Advance(2);
        Assert.Equal(["an hour early"], _log);
        Assert.True(source > 3_600);
    }

    private sealed class Synth : O2ServiceActor
    {
        public Synth(List<double> lateness) => Method("/noteon", "i", m => lateness.Add(m.Lateness));
    }
}
