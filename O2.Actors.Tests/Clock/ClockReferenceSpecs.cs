using O2.Actors.TestKit;
using O2.Protocol;

namespace O2.Actors.Tests.Clock;

/// <summary>Being the clock reference of whole processes.</summary>
public sealed class ClockReferenceSpecs : IDisposable
{
    private readonly EnsembleFixture _ensemble = new();
    private readonly O2Process _o2;

    public ClockReferenceSpecs() => _o2 = _ensemble.Start();

    public void Dispose() => _ensemble.Dispose();

    [Fact]
    public void A_process_alone_becomes_it_at_once()
    {
        Assert.Equal(GlobalTime.Unknown, _o2.Now);
        Assert.Equal((false, false, null), (_o2.ClockState.IsSynchronized, _o2.ClockState.IsReference, _o2.ClockState.Reference));

        _o2.BecomeClockReference();

        Assert.Equal((true, true, _o2.Name.Text), (_o2.ClockState.IsSynchronized, _o2.ClockState.IsReference, _o2.ClockState.Reference));
        Assert.Equal(_o2.LocalNow.Seconds, _o2.Now.Seconds, 1e-6);
        Assert.Equal((0, 0), (_o2.ClockState.MeanRoundTripSeconds, _o2.ClockState.MinRoundTripSeconds));
    }

    [Fact]
    public void Becoming_it_again_makes_no_step_with_and_without_a_source_of_the_user_s_own()
    {
        _o2.BecomeClockReference();
        _ensemble.Advance(1);
        double before = _o2.Now.Seconds;

        _o2.BecomeClockReference();
        Assert.Equal(before, _o2.Now.Seconds, 1e-6);
        _o2.BecomeClockReference(() => 1e6 + 2 * _ensemble.Clock.Now.Seconds);
        Assert.Equal(before, _o2.Now.Seconds, 1e-6);
        _o2.BecomeClockReference();
        Assert.Equal(before, _o2.Now.Seconds, 1e-6);
    }

    [Fact]
    public void D3_60_Timed_messages_fire_with_a_source_that_is_far_above_local_time()
    {
        List<double> played = [];
        _o2.AddMethod("/drum/hit", null, m => played.Add(_o2.Now - m.Time));
        _o2.BecomeClockReference(() => 4e9 + _ensemble.Clock.Now.Seconds);

        Assert.Equal(SendStatus.Scheduled, _o2.Send("/drum/hit", _o2.Now + 0.5));
        _ensemble.Advance(0.6);

        Assert.InRange(Assert.Single(played), 0, 1e-3);
    }

    [Fact]
    public void A_source_that_leaps_ahead_takes_timed_messages_with_it()
    {
        double leap = 0;
        int played = 0;
        _o2.AddMethod("/drum/hit", null, _ => played++);
        _o2.BecomeClockReference(() => leap + _ensemble.Clock.Now.Seconds);
        _o2.Send("/drum/hit", _o2.Now + 100);
        _ensemble.Advance(2);

        leap = 100;
        _ensemble.Advance(2);

        Assert.Equal(1, played);
    }

    [Fact]
    public void A_source_that_fails_is_reported_and_time_runs_on()
    {
        using var events = new EventList(_o2);
        bool fails = false;
        _o2.BecomeClockReference(() => fails ? throw new IOException("unplugged") : _ensemble.Clock.Now.Seconds);
        _ensemble.Advance(1);
        double before = _o2.Now.Seconds;

        fails = true;
        _ensemble.Advance(1);
        Assert.Equal(before + 1, _o2.Now.Seconds, 1e-3);
        Assert.Contains(events.Of<ServiceFailure>(), e => e.Service == "_cs" && e.Exception.Message == "unplugged");

        fails = false;
        int failures = events.Of<ServiceFailure>().Count;
        _ensemble.Advance(1);
        Assert.Equal(before + 2, _o2.Now.Seconds, 1e-3);
        Assert.Equal(failures, events.Of<ServiceFailure>().Count);
    }

    [Fact]
    public void A_source_that_shows_no_number_is_refused_before_anything_changes()
    {
        Assert.Throws<ArgumentException>(() => _o2.BecomeClockReference(() => double.NaN));
        Assert.Throws<IOException>(() => _o2.BecomeClockReference(() => throw new IOException()));

        Assert.False(_o2.ClockState.IsSynchronized);
        Assert.Equal(ServiceStatus.Unknown, _o2.Status("_cs"));
    }

    [Fact]
    public void A_source_may_wait_for_another_thread_that_asks_the_process()
    {
        int answers = 0;
        _o2.BecomeClockReference(() =>
        {
            answers += Task.Run(() => _o2.ClockState).Wait(TimeSpan.FromSeconds(20)) ? 1 : throw new TimeoutException("The process waits for its source.");
            return _ensemble.Clock.Now.Seconds;
        });
        _ensemble.Advance(1);

        Assert.True(_o2.ClockState.IsReference);
        Assert.InRange(answers, 5, 20);
    }

    [Fact]
    public void While_another_one_is_active_the_offer_waits_and_takes_over_without_a_step()
    {
        O2Process higher = _ensemble.Start();
        (O2Process low, O2Process high) = _o2.Name.CompareTo(higher.Name) < 0 ? (_o2, higher) : (higher, _o2);
        high.BecomeClockReference();
        _ensemble.RunUntil(() => low.Status("_cs") >= 0);

        low.BecomeClockReference();
        Assert.False(low.ClockState.IsReference);
        Assert.False(low.ClockState.IsSynchronized);
        _ensemble.RunUntil(() => low.ClockState.IsSynchronized);
        Assert.Equal(high.Name.Text, low.ClockState.Reference);

        double ahead = low.Now.Seconds - _ensemble.Clock.Now.Seconds;
        _ensemble.Stop(high);
        _ensemble.RunUntil(() => low.ClockState.IsReference);
        Assert.InRange(Math.Abs(low.Now.Seconds - _ensemble.Clock.Now.Seconds - ahead), 0, 0.01);
    }
}
