using Akka.Actor;
using O2.Actors.TestKit;
using O2.Protocol;

namespace O2.Actors.Tests.Hostile;

/// <summary>What waits for a service that does not keep up is bounded all the way back to the sender, in virtual time.</summary>
public sealed class BackPressureSpecs : IDisposable
{
    private static readonly ServiceOptions LongPause = new() { MinBackoff = TimeSpan.FromSeconds(10), MaxBackoff = TimeSpan.FromSeconds(10) };
    private readonly EnsembleFixture _ensemble = new();
    private readonly List<int> _heard = [];
    private readonly O2Process _sender, _receiver;

    public BackPressureSpecs()
    {
        (_sender, _receiver) = (_ensemble.Start(), _ensemble.Start());
        _receiver.AddService("slow", Props.Create(() => new Slow(_heard)), LongPause);
        _ensemble.RunUntil(() => _sender.Status("slow") == ServiceStatus.RemoteNoTime);
    }

    public void Dispose() => _ensemble.Dispose();

    [Fact]
    public void R3_76_The_sender_is_blocked_when_the_receivers_service_recovers_and_nothing_that_was_taken_is_lost()
    {
        _sender.SendReliable("/slow/work", -1);
        _sender.SendReliable("/slow/work", -1);
        _ensemble.Advance(0.1);

        int taken = 0;
        for (int steps = 0; steps < 50; steps++)
        {
            while (_sender.SendReliable("/slow/work", taken) == SendStatus.Sent)
                taken++;
            _ensemble.Advance(0.01);
        }

        Assert.Empty(_heard);
        Assert.InRange(taken, 10_000, 100_000);   // two queues of 1 MiB and what the network holds, at 36 bytes each
        var other = _ensemble.Start();
        List<int> answers = [];
        _receiver.AddMethod("/quick/ask", "i", m => answers.Add(m.Int32(0)));
        _ensemble.RunUntil(() => other.Status("quick") == ServiceStatus.RemoteNoTime);
        other.SendReliable("/quick/ask", 1);
        _ensemble.Advance(0.1);
        Assert.Equal([1], answers);

        _ensemble.Advance(20);
        Assert.Equal(Enumerable.Range(0, taken), _heard);
        Assert.Equal(SendStatus.Sent, _sender.SendReliable("/slow/work", taken));
    }

    [Fact]
    public void Messages_of_a_withdrawn_service_no_longer_hold_up_their_sender()
    {
        _receiver.AddService("doomed", Props.Create(() => new Slow(_heard)), LongPause with { MaxRestarts = 2 });
        List<int> answers = [];
        _receiver.AddMethod("/quick/ask", "i", m => answers.Add(m.Int32(0)));
        _ensemble.RunUntil(() => _sender.Status("doomed") == ServiceStatus.RemoteNoTime && _sender.Status("quick") == ServiceStatus.RemoteNoTime);

        for (int i = 0; i < 10_000; i++)
            _sender.SendReliable("/doomed/work", i < 3 ? -1 : i);
        _ensemble.Advance(0.1);
        _sender.SendReliable("/quick/ask", 1);
        Assert.Empty(answers);

        _ensemble.RunUntil(() => _sender.Status("doomed") == ServiceStatus.Unknown, limit: 60);
        _ensemble.Advance(1);
        Assert.Equal([1], answers);
    }

    [Fact]
    public void What_another_process_schedules_is_bounded_in_bytes()
    {
        var small = _ensemble.Start(new O2ProcessOptions { Ensemble = _ensemble.Name, MaxScheduledBytes = 1 << 16 });
        small.BecomeClockReference();
        small.AddMethod("/later/blob", "b", _ => { });
        _ensemble.RunUntil(() => _sender.Status("later") == ServiceStatus.Remote);

        for (int i = 0; i < 100; i++)
            _sender.SendReliable("/later/blob", _sender.Now + 3600, new byte[10_000]);
        _ensemble.Advance(1);

        Assert.Equal(7, small.Core.Scheduler.Count);
        Assert.Equal(93, small.Dropped(DropReason.QueueFull));
    }

    private sealed class Slow : O2ServiceActor
    {
        public Slow(List<int> heard) => Method("/work", "i", m =>
        {
            if (m.Int32(0) < 0)
                throw new InvalidOperationException("slow");
            heard.Add(m.Int32(0));
        });
    }
}
