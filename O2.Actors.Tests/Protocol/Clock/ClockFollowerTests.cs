using O2.Protocol;

namespace O2.Actors.Tests.Protocol.Clock;

public sealed class ClockFollowerTests
{
    private static readonly LocalTime Start = new(50);
    private static readonly double[] Series = [0, .1, .2, .3, .4, .5, 1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5];

    [Fact]
    public void Pings_come_at_the_spacing_of_the_reference_implementation_and_once_more_when_they_are_answered()
    {
        var simulation = new FollowerSimulation(1) { Skew = 0 };
        simulation.Follow("@a");
        simulation.RunUntil(26);
        double roundTrip = 2 * simulation.MinDelay;
        double[] untilKnown = [.. Enumerable.Range(0, 5).Select(ping => Math.Round(ping * roundTrip, 6))];
        Assert.Equal(untilKnown, simulation.PingTimes.Take(5).Select(time => Math.Round(time, 6)));
        AssertTimes([.. Series.Skip(1).Append(15).Append(25).SelectMany(time => (double[])[time, time + roundTrip])], simulation.PingTimes.Skip(5));
    }

    [Fact]
    public void Without_answers_pings_come_at_the_spacing_of_the_reference_implementation()
    {
        var follower = new ClockFollower(new GlobalClock());
        LocalTime start = new(50);
        follower.HandleReferenceChanged(start, "@a");
        List<double> times = [];
        for (LocalTime now = start; now - start < 26; now = follower.NextDeadline)
        {
            times.Add(now - start);
            follower.HandleDeadline(now);
        }
        AssertTimes([.. Series, 15, 25], times);
    }

    [Fact]
    public void The_fifth_answer_synchronizes_and_it_happens_once()
    {
        var simulation = new FollowerSimulation(2);
        simulation.Follow("@a");
        simulation.RunUntil(0.0009);
        Assert.False(simulation.Clock.IsSynchronized);
        simulation.RunUntil(0.0011);
        Assert.True(simulation.Clock.IsSynchronized);
        Assert.Equal(0, simulation.Error, 4);
        simulation.RunUntil(60);
        Assert.Equal(ClockFollowerOutputKind.Synchronized, simulation.Events[0]);
        Assert.All(simulation.Events.Skip(1), e => Assert.Equal(ClockFollowerOutputKind.Adjusted, e));
        Assert.True(simulation.Events.Count > 10);
    }

    [Fact]
    public void Without_a_reference_nothing_is_asked()
    {
        var follower = new ClockFollower(new GlobalClock());
        Assert.Equal(LocalTime.Never, follower.NextDeadline);
        follower.HandleDeadline(new LocalTime(1e9));
        Assert.False(follower.TryDequeueOutput(out _));
    }

    [Fact]
    public void Follower_ignores_answers_that_are_old_repeated_not_asked_for_or_no_time()
    {
        var clock = new GlobalClock();
        var follower = new ClockFollower(clock);
        LocalTime now = new(50);
        follower.HandleAnswer(now, now, 0, new GlobalTime(3));
        follower.HandleReferenceChanged(now, "@a");
        follower.HandleDeadline(now);
        for (int ping = 1; ping <= 4; ping++)
        {
            follower.HandleAnswer(now, now, ping - 1, new GlobalTime(999));          // old
            follower.HandleAnswer(now, now, ping + 1, new GlobalTime(999));          // not asked for
            foreach (double garbage in new[] { double.NaN, double.PositiveInfinity, double.NegativeInfinity, -1, -1e300, 1e300 })
                follower.HandleAnswer(now, now, ping, new GlobalTime(garbage));
            for (int i = 0; i < 6; i++)
                follower.HandleAnswer(now + 0.002, now + 0.002, ping, new GlobalTime(now.Seconds + 100.001));
            now += 0.002;   // the next one left at once
        }
        Assert.False(clock.IsSynchronized);
        Assert.Equal(0.002, follower.RoundTrip.Mean, 6);

        follower.HandleAnswer(now + 0.002, now + 0.002, 5, new GlobalTime(now.Seconds + 100.001));
        Assert.True(clock.IsSynchronized);
        Assert.Equal(now.Seconds + 100, clock.At(now).Seconds, 6);
    }

    [Fact]
    public void An_answer_that_waited_in_a_mailbox_counts_from_its_arrival()
    {
        var clock = new GlobalClock();
        var follower = Asking(clock);
        LocalTime now = Start;
        for (int ping = 1; ping <= 5; ping++)
        {
            follower.HandleAnswer(now + 0.050, now + 0.002, ping, new GlobalTime(now.Seconds + 100.001));
            now += 0.050;
        }
        Assert.Equal(now.Seconds + 100, clock.At(now).Seconds, 6);
        Assert.Equal(0.002, follower.RoundTrip.Min, 6);
    }

    [Fact]
    public void A_round_trip_counts_from_when_the_ping_left()
    {
        var clock = new GlobalClock();
        var follower = Asking(clock);
        LocalTime now = Start;
        for (int ping = 1; ping <= 5; ping++)
        {
            now += 0.030;
            follower.HandlePingSent(now, ping);
            follower.HandlePingSent(now + 1, ping - 1);   // an older one
            follower.HandleAnswer(now + 0.002, now + 0.002, ping, new GlobalTime(now.Seconds + 100.001));
            now += 0.002;
        }
        Assert.Equal(now.Seconds + 100, clock.At(now).Seconds, 6);
        Assert.Equal(0.002, follower.RoundTrip.Mean, 6);
    }

    [Fact]
    public void Round_trips_are_those_of_the_last_five_answers()
    {
        var follower = new ClockFollower(new GlobalClock());
        Assert.Equal((0, 0), follower.RoundTrip);
        LocalTime now = new(50);
        follower.HandleReferenceChanged(now, "@a");
        double[] roundTrips = [0.001, 0.040, 0.010, 0.020, 0.030, 0.050];
        for (int i = 0; i < roundTrips.Length; i++)
        {
            follower.HandleDeadline(now);
            LocalTime arrived = now + roundTrips[i];
            follower.HandleAnswer(arrived, arrived, i + 1, new GlobalTime(now.Seconds + roundTrips[i] / 2));
            now = arrived;
        }
        Assert.Equal(0.010, follower.RoundTrip.Min, 9);
        Assert.Equal(0.030, follower.RoundTrip.Mean, 9);
    }

    [Fact]
    public void D3_57_A_change_of_the_reference_starts_a_new_ping_series()
    {
        var simulation = new FollowerSimulation(3);
        simulation.Follow("@a");
        simulation.RunUntil(30);
        int before = simulation.PingTimes.Count;
        simulation.Follow("@b");
        simulation.RunUntil(36);
        AssertTimes([.. Series.SelectMany(time => (double[])[time, time])], simulation.PingTimes.Skip(before).Select(t => t - 30));
    }

    [Fact]
    public void The_same_reference_again_changes_nothing()
    {
        var simulation = new FollowerSimulation(3);
        simulation.Follow("@a");
        simulation.RunUntil(30);
        int before = simulation.PingTimes.Count;
        LocalTime deadline = simulation.Follower.NextDeadline;
        simulation.Follow("@a");
        Assert.Equal(deadline, simulation.Follower.NextDeadline);
        Assert.NotEqual((0, 0), simulation.Follower.RoundTrip);
        Assert.Equal(before, simulation.PingTimes.Count);
    }

    [Fact]
    public void D3_58_After_a_change_of_the_reference_no_old_sample_is_used()
    {
        // The new reference's answers are slower than the old one's: the reference implementation would trust the old for 50 s.
        var clock = new GlobalClock();
        var follower = new ClockFollower(clock);
        LocalTime now = new(50);
        follower.HandleReferenceChanged(now, "@a");
        Answer(0.0002, 100, 15);
        Assert.Equal(now.Seconds + 100, clock.At(now).Seconds, 6);

        follower.HandleReferenceChanged(now, "@b");
        Assert.Equal((0, 0), follower.RoundTrip);
        Answer(0.004, 100.2, 4);
        Assert.Equal(now.Seconds + 100, clock.At(now).Seconds, 3);      // not yet: four samples
        Answer(0.004, 100.2, 1);
        Assert.Equal(now.Seconds + 5 + 100.2, clock.At(now + 5).Seconds, 6);

        void Answer(double roundTrip, double offset, int count)
        {
            for (int i = 0; i < count; i++)
            {
                now = follower.NextDeadline;
                follower.HandleDeadline(now);
                int ping = 0;
                while (follower.TryDequeueOutput(out ClockFollowerOutput output))
                {
                    if (output.Kind == ClockFollowerOutputKind.SendPing)
                        ping = output.PingNumber;
                }
                now += roundTrip;
                follower.HandleAnswer(now, now, ping, new GlobalTime(now.Seconds - roundTrip / 2 + offset));
            }
        }
    }

    [Fact]
    public void An_answer_of_the_old_reference_is_not_taken_for_one_of_the_new()
    {
        var clock = new GlobalClock();
        var follower = Asking(clock);
        LocalTime now = Start;
        follower.HandleReferenceChanged(now, "@b");
        follower.HandleAnswer(now, now, 1, new GlobalTime(999));
        Assert.Equal((0, 0), follower.RoundTrip);
        follower.HandleDeadline(now);
        follower.HandleAnswer(now + 0.001, now + 0.001, 1, new GlobalTime(999));
        Assert.Equal((0, 0), follower.RoundTrip);
        follower.HandleAnswer(now + 0.001, now + 0.001, 2, new GlobalTime(999));
        Assert.Equal(0.001, follower.RoundTrip.Min, 9);
    }

    [Theory]
    [InlineData(-0.3)]
    [InlineData(-1.81)]      // what the reference implementation does to its followers when it becomes reference
    [InlineData(-40)]
    public void D3_59_When_the_reference_jumps_back_time_stands_or_slows_and_we_follow_again(double jump)
    {
        var simulation = new FollowerSimulation(4) { Jitter = 0.0005 };
        GlobalTime last = GlobalTime.Unknown;
        simulation.Follow("@a");
        simulation.RunUntil(20, Look);
        simulation.ReferenceOffset += jump;
        simulation.RunUntil(31, Look);
        double error = simulation.Error;
        Assert.True(error >= -0.001, $"overshot to {error} s");
        Assert.True(error < Math.Abs(jump), $"still {error} s ahead");
        simulation.RunUntil(20 + 15 - jump * 1.2, Look);
        Assert.Equal(0, simulation.Error, 2);

        void Look()
        {
            if (!simulation.Clock.IsSynchronized)
                return;
            GlobalTime seen = simulation.Clock.At(simulation.Local);
            Assert.True(seen >= last, $"{last} then {seen}");
            last = seen;
        }
    }

    [Fact]
    public void When_the_reference_jumps_ahead_or_this_machine_slept_we_follow_within_a_second_of_the_next_answer()
    {
        var simulation = new FollowerSimulation(5) { Jitter = 0.0005 };
        simulation.Follow("@a");
        simulation.RunUntil(24);
        simulation.ReferenceOffset += 3_600;
        simulation.RunUntil(26);
        Assert.Equal(0, simulation.Error, 2);
    }

    [Fact]
    public void One_wild_answer_does_no_harm()
    {
        var simulation = new FollowerSimulation(6);
        simulation.Follow("@a");
        simulation.RunUntil(24.9);
        simulation.ReferenceOffset += 5;
        simulation.RunUntil(25.05);
        simulation.ReferenceOffset -= 5;
        simulation.RunUntil(60, () => Assert.Equal(0, simulation.Error, 3));
    }

    [Fact]
    public void Once_synchronized_time_goes_on_without_a_reference()
    {
        var simulation = new FollowerSimulation(7);
        simulation.Follow("@a");
        simulation.RunUntil(60);
        simulation.Follow(null);
        int pings = simulation.PingTimes.Count;
        simulation.RunUntil(160);
        Assert.Equal(pings, simulation.PingTimes.Count);
        Assert.True(simulation.Clock.IsSynchronized);
        Assert.Equal(0, simulation.Error, 3);     // the rate that was learnt goes on: 30 ppm would be 3 ms by now
    }

    /// <summary>A follower that has asked its reference for the first time.</summary>
    private static ClockFollower Asking(GlobalClock clock)
    {
        var follower = new ClockFollower(clock);
        follower.HandleReferenceChanged(Start, "@a");
        follower.HandleDeadline(Start);
        return follower;
    }

    private static void AssertTimes(double[] expected, IEnumerable<double> actual)
    {
        double[] times = [.. actual];
        Assert.Equal(expected.Length, times.Length);
        for (int i = 0; i < expected.Length; i++)
            Assert.Equal(expected[i], times[i], 3);
    }
}
