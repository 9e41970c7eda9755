using O2.Actors.TestKit;
using O2.Protocol;

namespace O2.Actors.Tests.Clock;

/// <summary>The ensemble's clock among whole processes, in virtual time.</summary>
public sealed class ClockActorSpecs
{
    [Fact]
    public void D3_57_When_the_reference_leaves_the_next_one_is_followed_without_a_step()
    {
        EnsembleFixture.ForSeeds([1, 2, 3], ensemble =>
        {
            ensemble.Network.Conditions = new LinkConditions { Jitter = 0.0002 };
            O2Process[] all = StartThree(ensemble);
            all[0].BecomeClockReference();
            ensemble.RunUntil(() => all.All(p => p.ClockState.IsSynchronized));
            all[1].BecomeClockReference();
            ensemble.Advance(20);
            O2Process active = all.Single(p => p.ClockState.IsReference && p.Name.Text == all[2].ClockState.Reference);
            O2Process next = all[0] == active ? all[1] : all[0];
            using var watch = new TimeWatch(ensemble, all[2], next);
            ensemble.Stop(active);
            ensemble.RunUntil(() => all[2].ClockState.Reference == next.Name.Text);
            ensemble.Advance(20);
            watch.AssertSmooth(0.001);
            Assert.Equal(0, all[2].Now - next.Now, 3);
        });
    }

    [Fact]
    public void A_follower_that_becomes_reference_continues_the_time_of_the_ensemble()
    {
        using var ensemble = new EnsembleFixture(seed: 4);
        O2Process[] all = StartThree(ensemble);
        all[0].BecomeClockReference();
        ensemble.RunUntil(() => all.All(p => p.ClockState.IsSynchronized));
        ensemble.Advance(30);
        using var watch = new TimeWatch(ensemble, all);
        all[2].BecomeClockReference();
        ensemble.Advance(30);
        watch.AssertSmooth(0.001);
        O2Process followed = all.Single(p => p.Name.Text == all[1].ClockState.Reference);
        Assert.Equal(0, all[1].Now - followed.Now, 3);
        Assert.InRange(Math.Abs(all[0].Now - all[2].Now), 0, 0.005);     // both are reference now, each for itself
    }

    [Fact]
    public void D3_59_After_a_split_a_follower_takes_the_time_of_the_other_reference_and_never_runs_back()
    {
        EnsembleFixture.ForSeeds([5, 6], ensemble =>
        {
            O2Process[] all = StartThree(ensemble);
            ensemble.Network.Partition(ensemble.MachineOf(all[2]));
            all[0].BecomeClockReference();
            ensemble.RunUntil(() => all[1].ClockState.IsSynchronized);
            ensemble.Advance(7);
            all[2].BecomeClockReference();          // alone, with a time of its own
            ensemble.Advance(15);
            using var watch = new TimeWatch(ensemble, all);
            ensemble.Network.Heal();
            ensemble.RunUntil(() => all[1].ClockState.Reference == all[2].Name.Text, limit: 60);     // the highest name is followed
            ensemble.Advance(5);
            ensemble.Advance(Math.Max(0, all[1].Now - all[2].Now));
            ensemble.Advance(25);
            Assert.Equal(0, all[1].Now - all[2].Now, 3);
            watch.AssertNeverBack();
        });
    }

    [Fact]
    public void A_machine_that_slept_is_right_again_soon_after_its_next_answer()
    {
        using var ensemble = new EnsembleFixture(seed: 8);
        O2Process reference = ensemble.Start(), sleeper = ensemble.Start();
        double slept = 0;
        reference.BecomeClockReference(() => ensemble.Clock.Now.Seconds + slept);
        ensemble.RunUntil(() => sleeper.ClockState.IsSynchronized);
        ensemble.Advance(20);
        slept = 1_800;     // seen from a clock that does not count sleep, everybody else leapt
        ensemble.RunUntil(() => Math.Abs(sleeper.Now - reference.Now) > 1);
        double late = ensemble.RunUntil(() => Math.Abs(sleeper.Now - reference.Now) < 0.001);
        Assert.InRange(late, 0, 11);
    }

    [Fact]
    public void A_follower_knows_how_fast_the_reference_gains_on_it()
    {
        using var ensemble = new EnsembleFixture(seed: 9);
        O2Process reference = ensemble.Start(), follower = ensemble.Start(ensemble.Network.AddMachine(skew: -40e-6));
        reference.BecomeClockReference();
        ensemble.RunUntil(() => follower.ClockState.IsSynchronized);
        ensemble.Advance(120);
        Assert.Equal(40e-6, follower.ClockState.Drift, 5e-6);
        Assert.Equal(0, reference.ClockState.Drift);
    }

    [Fact]
    public void A_question_for_the_round_trip_that_has_a_time_is_answered_at_that_time_of_the_clock_of_the_one_who_is_asked()
    {
        using var ensemble = new EnsembleFixture(seed: 10);
        O2Process reference = ensemble.Start(), follower = ensemble.Start(ensemble.Network.AddMachine(skew: 40e-6));
        reference.BecomeClockReference();
        ensemble.RunUntil(() => reference.Status(follower.Name.Text) == ServiceStatus.Remote);
        var answers = new List<(string From, GlobalTime Answered)>();
        reference.AddMethod("/probe", "sff", answer => answers.Add((answer.Text(0).ToString(), follower.Now)));
        var at = reference.Now + 0.5;

        reference.TrySend(ClockMessages.CreateRoundTripQuery(follower.Name, O2Address.Parse("!probe/1")).With(time: at));
        ensemble.Advance(1);

        var (from, answered) = Assert.Single(answers);
        Assert.Equal(follower.Name.Text, from);
        Assert.InRange(answered - at, 0, 0.01);
    }

    private static O2Process[] StartThree(EnsembleFixture ensemble)
    {
        O2Process[] all = [.. new[] { 20e-6, -30e-6, 0 }.Select(skew => ensemble.Start(ensemble.Network.AddMachine(skew)))];
        ensemble.RunUntil(() => all.All(p => p.Processes().Count == 2));
        return all;
    }

    /// <summary>Looks at the time of processes every 10 ms.</summary>
    private sealed class TimeWatch : IDisposable
    {
        private const double Spacing = 0.01;

        private readonly EnsembleFixture _ensemble;
        private readonly IPreciseTimer _timer;
        private readonly Dictionary<O2Process, List<GlobalTime>> _seen;

        public TimeWatch(EnsembleFixture ensemble, params O2Process[] processes)
        {
            _ensemble = ensemble;
            _seen = processes.Where(p => p.ClockState.IsSynchronized).ToDictionary(p => p, _ => new List<GlobalTime>());
            _timer = ensemble.Clock.CreateTimer(Look);
            Look();
        }

        public void AssertNeverBack() => AssertSteps(0, double.PositiveInfinity);

        /// <summary>No step differs from real time by more than this many seconds.</summary>
        public void AssertSmooth(double tolerance) => AssertSteps(Spacing - tolerance, Spacing + tolerance);

        public void Dispose() => _timer.Dispose();

        private void AssertSteps(double least, double most)
        {
            foreach (var (process, times) in _seen)
            {
                Assert.True(times.Count > 100);
                for (int i = 1; i < times.Count; i++)
                    Assert.True(times[i] - times[i - 1] >= least && times[i] - times[i - 1] <= most, $"{process.Name}: {times[i - 1]} then {times[i]}");
            }
        }

        private void Look()
        {
            foreach (var (process, times) in _seen)
                times.Add(process.Now);
            _timer.Arm(_ensemble.Clock.Now + Spacing);
        }
    }
}
