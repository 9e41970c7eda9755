using O2.Actors.Tests.Protocol.Osc;
using O2.Protocol.Osc;

namespace O2.Actors.Tests.Bridges.Osc;

/// <summary>Times of what OSC programs send to a port (spec 05, 1 to 3).</summary>
public sealed class OscPortTimeSpecs : OscStage
{
    private OscPeer Peer { get => field ??= new OscPeer(Studio); }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void D5_13_D1_30_A_bundle_with_tag_1_is_delivered_at_once_with_or_without_a_clock(bool hasClock)
    {
        if (hasClock)
            Synchronize();
        var heard = Hear();
        using var port = Host.AddOscPort("osc", 0);

        Peer.Send(HostMachine, port.Port, OscBytes.Bundle(OscBytes.Immediately, OscBytes.Message("/x", "i", 1), OscBytes.Message("/y", "i", 2)));

        Assert.InRange(Ensemble.RunUntil(() => heard.Count == 2), 0, 0.1);
        Assert.Equal(["/osc/x i 1", "/osc/y i 2"], heard);
    }

    [Fact]
    public void A_bundle_waits_for_its_time_and_a_nested_one_for_its_own()
    {
        Synchronize();
        List<double> at = [];
        Host.AddMethod("/osc", null, _ => at.Add(Host.Now.Seconds));
        using var port = Host.AddOscPort("osc", 0);
        var start = Host.Now.Seconds;
        ulong now = TagNow;

        Peer.Send(HostMachine, port.Port, OscBytes.Bundle(now + (1ul << 31), OscBytes.Message("/one", ""), OscBytes.Bundle(now + (1ul << 32), OscBytes.Message("/two", ""))));
        Ensemble.RunUntil(() => at.Count == 2);

        Assert.Equal(start + 0.5, at[0], 0.001);
        Assert.Equal(start + 1.0, at[1], 0.001);
    }

    [Fact]
    public void R5_29_A_bundle_of_the_past_is_delivered_at_once_also_one_from_before_time_0()
    {
        Synchronize();
        var heard = Hear();
        using var port = Host.AddOscPort("osc", 0);
        ulong now = TagNow;

        Peer.Send(HostMachine, port.Port, OscBytes.Bundle(now - (1ul << 32), OscBytes.Message("/late", "")), OscBytes.Bundle(now - (100_000ul << 32), OscBytes.Message("/older", "")));

        Assert.InRange(Ensemble.RunUntil(() => heard.Count == 2), 0, 0.1);
    }

    [Fact]
    public void Without_a_clock_a_bundle_of_the_future_is_dropped_and_one_of_the_past_is_not()
    {
        var heard = Hear();
        using var port = Host.AddOscPort("osc", 0);
        ulong now = TagNow;

        Peer.Send(HostMachine, port.Port, OscBytes.Bundle(now + (1ul << 32), OscBytes.Message("/future", "")), OscBytes.Bundle(now - (1ul << 32), OscBytes.Message("/past", "")));
        Ensemble.RunUntil(() => heard.Count == 1 && Host.Dropped(DropReason.NoClock) == 1);

        Assert.Equal(["/osc/past"], heard);
    }

    [Fact]
    public void Tags_stay_right_while_the_clock_of_the_ensemble_drifts()
    {
        var reference = Ensemble.Start(Ensemble.Network.AddMachine(skew: 200e-6));
        reference.BecomeClockReference();
        Ensemble.RunUntil(() => Host.ClockState.IsSynchronized);
        List<DateTime> at = [];
        Host.AddMethod("/osc", null, _ => at.Add(Ensemble.Clock.UtcNow));
        using var port = Host.AddOscPort("osc", 0);
        for (int i = 0; i < 3; i++)
        {
            DateTime due = Ensemble.Clock.UtcNow.AddSeconds(2);
            Peer.Send(HostMachine, port.Port, OscBytes.Bundle(OscTimeBase.TagOf(due - DateTime.UnixEpoch), OscBytes.Message("/x", "")));
            Ensemble.RunUntil(() => at.Count == i + 1);

            Assert.InRange((at[i] - due).TotalSeconds, -0.003, 0.003);
            Ensemble.Advance(600);   // 0.12 s of drift
        }
    }

    [Fact]
    public void Time_arguments_are_converted_unless_that_is_switched_off()
    {
        Synchronize();
        List<double> heard = [];
        Host.AddMethod("/osc/t", "t", m => heard.Add(m.Double(0)));
        using var converting = Host.AddOscPort("osc", 0);
        using var plain = Host.AddOscPort("osc", 0, new OscPortOptions { ConvertsTime = false });
        double now = Host.Now.Seconds;

        Peer.Send(HostMachine, converting.Port, OscBytes.Message("/t", "t", TagNow));
        Ensemble.RunUntil(() => heard.Count == 1);
        Peer.Send(HostMachine, plain.Port, OscBytes.Message("/t", "t", 3.5));
        Ensemble.RunUntil(() => heard.Count == 2);

        Assert.Equal(now, heard[0], 0.002);
        Assert.Equal(3.5, heard[1]);
    }
}
