using O2.Actors.TestKit;
using O2.Protocol;

namespace O2.Actors.Tests.Scheduling;

/// <summary>When timed messages come, and in which order (spec 01, 10.3; spec 03, 10).</summary>
public sealed class TimedDeliverySpecs : IDisposable
{
    private readonly EnsembleFixture _ensemble = new();
    private readonly O2Process _o2;
    private readonly List<string> _log = [];

    public TimedDeliverySpecs()
    {
        _o2 = _ensemble.Start();
        _o2.BecomeClockReference();
        _ensemble.Advance(10);
        _o2.AddMethod("/log/it", "s", m => _log.Add(m.Text(0)));
    }

    public void Dispose() => _ensemble.Dispose();

    [Fact]
    public void A_late_message_comes_at_once_and_keeps_its_time_and_tells_its_lateness()
    {
        List<(double Time, double Lateness)> heard = [];
        _o2.AddMethod("/late/x", null, m => heard.Add((m.Time.Seconds, m.Lateness)));
        var past = _o2.Now - 2;

        Assert.Equal(SendStatus.Sent, _o2.Send("/late/x", past));
        Assert.Equal(SendStatus.Sent, _o2.Send("/late/x", new GlobalTime(-5)));
        Assert.Equal(SendStatus.Sent, _o2.Send("/late/x", new GlobalTime(double.NaN)));

        Assert.Equal([past.Seconds, -5, double.NaN], heard.Select(h => h.Time));
        Assert.Equal([2, 0, 0], heard.Select(h => Math.Round(h.Lateness, 6)));
    }

    [Fact]
    public void An_immediate_message_does_not_wait_for_timed_ones()
    {
        _o2.Send("/log/it", _o2.Now + 1, "timed");
        _o2.Send("/log/it", "immediate");
        _ensemble.Advance(2);

        Assert.Equal(["immediate", "timed"], _log);
    }

    [Fact]
    public void What_a_handler_of_a_timed_message_sends_for_an_earlier_time_comes_before_the_next_timed_message()
    {
        var at = _o2.Now + 1;
        _o2.AddMethod("/first/x", null, m =>
        {
            _o2.Send("/log/it", m.Time + 0.5, "later");
            _o2.Send("/log/it", m.Time - 0.5, "earlier");
            _o2.Send("/log/it", "immediate");
            _log.Add("first");
        });
        _o2.Send("/first/x", at);
        _o2.Send("/log/it", at, "second");

        _ensemble.Advance(2);

        Assert.Equal(["first", "immediate", "earlier", "second", "later"], _log);
    }

    [Fact]
    public void A_message_whose_time_has_passed_does_not_overtake_an_earlier_one_that_is_still_waiting()
    {
        // The clock has leapt past both; the timer has not rung yet.
        _o2.Send("/log/it", _o2.Now + 1, "earlier");
        _o2.Core.GlobalClock.Set(_o2.LocalNow, _o2.Now + 10);
        Assert.Equal(SendStatus.Scheduled, _o2.Send("/log/it", _o2.Now - 5, "late"));
        Assert.Equal(SendStatus.Sent, _o2.Send("/log/it", _o2.Now - 9.5, "earliest"));

        _ensemble.Advance(2);

        Assert.Equal(["earliest", "earlier", "late"], _log);
    }

    [Fact]
    public void A_message_for_a_moment_that_moves_is_waited_for_anew()
    {
        _o2.Send("/log/it", _o2.Now + 1, "note");
        _o2.Core.GlobalClock.Set(_o2.LocalNow, _o2.Now - 1);
        _o2.Core.Scheduler.OnClockChanged();

        _ensemble.Advance(1.5);
        Assert.Empty(_log);
        _ensemble.Advance(1);
        Assert.Equal(["note"], _log);
    }

    [Fact]
    public void A_handler_that_throws_does_not_keep_the_next_message_from_its_moment()
    {
        _o2.AddMethod("/first/x", null, _ => throw new InvalidOperationException());
        var at = _o2.Now + 1;
        _o2.Send("/first/x", at);
        _o2.Send("/log/it", at, "second");

        _ensemble.Advance(2);

        Assert.Equal(["second"], _log);
    }

    [Fact]
    public void A_thousand_messages_of_one_moment_come_in_the_order_of_sending()
    {
        var at = _o2.Now + 1;
        for (int i = 0; i < 1_000; i++)
            _o2.Send("/log/it", at, i.ToString(System.Globalization.CultureInfo.InvariantCulture));

        _ensemble.Advance(2);

        Assert.Equal(Enumerable.Range(0, 1_000).Select(i => i.ToString(System.Globalization.CultureInfo.InvariantCulture)), _log);
    }

    [Fact]
    public void What_waits_for_a_service_that_is_gone_when_its_time_comes_is_dropped()
    {
        _o2.AddMethod("/drum/hit", null, _ => _log.Add("hit"));
        _o2.Send("/drum/hit", _o2.Now + 1);

        _o2.RemoveService("drum");
        _ensemble.Advance(2);

        Assert.Empty(_log);
        Assert.Equal(1, _o2.Dropped(DropReason.UnknownService));
    }
}
