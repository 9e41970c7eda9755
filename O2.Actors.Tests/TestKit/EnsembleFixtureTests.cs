using System.Globalization;
using Akka.Actor;
using O2.Actors.TestKit;
using O2.Protocol;

namespace O2.Actors.Tests.TestKit;

public sealed class EnsembleFixtureTests
{
    [Fact]
    public void Processes_find_each_other_share_time_and_play_on_time()
    {
        using var ensemble = new EnsembleFixture(seed: 7);
        ensemble.Network.Conditions = new LinkConditions { Latency = 0.002, Jitter = 0.001, Loss = 0.01 };
        O2Process conductor = ensemble.Start(), player = ensemble.Start();
        conductor.BecomeClockReference();
        List<double> hits = [];
        player.AddMethod("/drum/hit", "i", m => hits.Add(player.Now - m.Time));

        ensemble.RunUntil(() => conductor.Status("drum") == ServiceStatus.Remote);
        conductor.SendReliable("/drum/hit", conductor.Now + 0.5, 38);
        ensemble.Advance(0.49);
        Assert.Empty(hits);
        ensemble.Advance(0.02);
        Assert.InRange(Assert.Single(hits), 0, 2e-6);
    }

    [Fact]
    public void Machines_with_bad_crystals_on_a_bad_network_play_together_within_milliseconds()
    {
        EnsembleFixture.ForSeeds(Enumerable.Range(1, 3), ensemble =>
        {
            ensemble.Network.Conditions = new LinkConditions { Latency = 0.001, Jitter = 0.002, Loss = 0.02 };
            O2Process reference = ensemble.Start();
            reference.BecomeClockReference();
            O2Process[] players = [.. new[] { 50e-6, -50e-6, 20e-6 }.Select(skew => ensemble.Start(ensemble.Network.AddMachine(skew)))];
            ensemble.RunUntil(() => players.All(p => p.ClockState.IsSynchronized));
            ensemble.Advance(120);
            Assert.All(players, p => Assert.InRange(Math.Abs(p.Now - reference.Now), 0, 0.003));
        });
    }

    [Fact]
    public void A_process_that_leaves_is_gone_for_the_others()
    {
        using var ensemble = new EnsembleFixture();
        O2Process a = ensemble.Start(), b = ensemble.Start();
        b.AddService("synth");
        ensemble.RunUntil(() => a.Status("synth") == ServiceStatus.RemoteNoTime);
        ensemble.Stop(b);
        ensemble.RunUntil(() => a.Status("synth") == ServiceStatus.Unknown && a.Processes().Count == 0);
        ensemble.Stop(b);
        Assert.Equal([a], ensemble.Processes);
    }

    [Fact]
    public void A_machine_that_is_unplugged_is_noticed_and_comes_back()
    {
        using var ensemble = new EnsembleFixture();
        O2Process a = ensemble.Start(), b = ensemble.Start();
        b.AddService("synth");
        ensemble.RunUntil(() => a.Status("synth") == ServiceStatus.RemoteNoTime);
        ensemble.MachineOf(b).Unplug();
        double noticed = ensemble.RunUntil(() => a.Status("synth") == ServiceStatus.Unknown);
        Assert.InRange(noticed, 10, 12);
        ensemble.Network.Heal();
        ensemble.RunUntil(() => a.Status("synth") == ServiceStatus.RemoteNoTime, limit: 60);
    }

    [Fact]
    public void D1_34_A_handler_that_always_sends_to_itself_does_not_stop_time()
    {
        using var ensemble = new EnsembleFixture();
        O2Process process = ensemble.Start();
        List<int> calls = [];
        process.AddService("loop", Props.Create(() => new Loop(process, calls)));
        int others = 0;
        process.AddMethod("/other/hit", null, _ => others++);
        process.Send("/loop/again");
        ensemble.Advance(0.002);
        process.Send("/other/hit");
        Assert.True(calls.Count > 100);
        Assert.Equal(1, others);
        process.RemoveService("loop");
    }

    [Fact]
    public void One_seed_gives_one_history()
    {
        string first = History(11);
        Assert.Equal(first, History(11));
        Assert.NotEqual(first, History(12));

        static string History(int seed)
        {
            using var ensemble = new EnsembleFixture(seed);
            ensemble.Network.Conditions = new LinkConditions { Latency = 0.001, Jitter = 0.003, Loss = 0.05 };
            O2Process a = ensemble.Start(), b = ensemble.Start(), c = ensemble.Start();
            List<string> history = [];
            foreach (O2Process process in new[] { a, b, c })
            {
                process.AddMethod("/_o2/si", "siss", m => Note($"{m.Text(0)} {m.Int32(1)} {m.Text(2)}"));
                process.AddMethod($"/s{process.Name.InternalIp & 255}/x", "i", m => Note($"{m.Address} {m.Int32(0)}"));
            }
            b.BecomeClockReference();
            ensemble.RunUntil(() => a.ClockState.IsSynchronized && c.ClockState.IsSynchronized);
            for (int i = 0; i < 50; i++)
            {
                a.Send("/s4/x", a.Now + 0.01, i);
                c.Send("/s2/x", i);
                ensemble.Advance(0.005);
            }
            ensemble.MachineOf(b).Unplug();
            ensemble.Advance(20);
            ensemble.Network.Heal();
            ensemble.Advance(10);
            Assert.True(history.Count > 100);
            return string.Join('\n', history);

            void Note(string what) => history.Add(string.Create(CultureInfo.InvariantCulture, $"{ensemble.Clock.Now} {what}"));
        }
    }

    [Fact]
    public void One_seed_decides_when_tasks_of_O2_end_whatever_the_thread_pool_does()
    {
        var first = Moments();
        Assert.Equal(first, Moments());
        Assert.All(first, moment => Assert.True(moment > 0));

        static double[] Moments()
        {
            using var ensemble = new EnsembleFixture(seed: 5);
            ensemble.Network.Conditions = new LinkConditions { Latency = 0.001, Jitter = 0.003 };
            O2Process a = ensemble.Start(new O2ProcessOptions { Ensemble = ensemble.Name, MaxScheduledMessages = 1, MaxQueuedBytesPerProcess = 1 << 16 });
            O2Process b = ensemble.Start();
            b.AddService("sink");
            a.BecomeClockReference();
            a.AddMethod("/drum/hit", null, _ => { });
            double found = Moment(a.WaitForServiceAsync("sink"));
            a.Send("/drum/hit", a.Now + 0.5, 1);
            double scheduled = Moment(a.SendAsync(O2Message.Create("/drum/hit", a.Now + 1, reliable: true, 2)).AsTask());
            var large = O2Message.Create("/sink/x", GlobalTime.Immediately, reliable: true, new byte[40_000]);
            while (a.TrySend(large) == SendStatus.Sent) { }
            return [found, scheduled, Moment(a.SendAsync(large).AsTask())];

            // Looked at without giving the pool any time.
            double Moment(Task task) => ensemble.RunUntil(() => task.IsCompletedSuccessfully);
        }
    }

    [Fact]
    public void A_condition_that_does_not_come_true_tells_seed_and_condition()
    {
        using var ensemble = new EnsembleFixture(seed: 4_711);
        O2Process process = ensemble.Start();
        var failure = Assert.Throws<EnsembleFailureException>(() => ensemble.RunUntil(() => process.Status("nobody") == ServiceStatus.Local, limit: 1));
        Assert.Contains("4711", failure.Message);
        Assert.Contains("nobody", failure.Message);
        failure = Assert.Throws<EnsembleFailureException>(() => EnsembleFixture.ForSeeds([23], _ => throw new FormatException("broken")));
        Assert.Contains("seed 23", failure.Message);
        Assert.IsType<FormatException>(failure.InnerException);
    }

    private sealed class Loop : O2ServiceActor
    {
        public Loop(O2Process process, List<int> calls) => Method("/again", null, _ =>
        {
            calls.Add(1);
            process.Send("/loop/again");
        });
    }
}
