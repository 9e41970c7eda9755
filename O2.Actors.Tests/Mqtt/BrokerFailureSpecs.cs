using System.Text;
using O2.Actors.TestKit;
using O2.Actors.Tests.Hostile;
using O2.Protocol;
using O2.Protocol.Mqtt;

namespace O2.Actors.Tests.Mqtt;

/// <summary>Brokers and processes that fail, in virtual time.</summary>
public sealed class BrokerFailureSpecs : IDisposable
{
    private readonly BrokerHall _hall = new();

    public void Dispose() => _hall.Dispose();

    private EnsembleFixture Ensemble => _hall.Ensemble;

    [Fact]
    public void R6_18_A_broker_that_restarts_is_used_again_and_peers_return()
    {
        O2Process a = _hall.StartAt(1), b = _hall.StartAt(2);
        b.AddService("synth");
        Ensemble.RunUntil(() => a.Status("synth") >= 0);

        _hall.Broker.Stop();
        Ensemble.RunUntil(() => a.Status("synth") == ServiceStatus.Unknown, limit: 1);
        Ensemble.Advance(20);
        _hall.Broker.Restart();

        Ensemble.RunUntil(() => a.Status("synth") >= 0 && b.Processes().Count == 1, limit: 25);
    }

    [Fact]
    public void How_a_process_stands_to_its_broker_and_since_when_can_be_asked_and_is_told()
    {
        var a = _hall.StartAt(1);
        using EventList events = new(a);
        var start = a.LocalNow;
        Ensemble.RunUntil(() => a.BrokerState is { IsOnline: true, LastFailure: null });
        Assert.Equal(("broker", 1883), (a.BrokerState!.Broker, a.BrokerState.Port));
        Ensemble.Advance(10);
        Assert.InRange(a.BrokerState.Since - start, 0, 1);

        _hall.Broker.Stop();
        Ensemble.RunUntil(() => !a.BrokerState.IsOnline);
        var lost = a.LocalNow;
        Ensemble.Advance(10);
        Assert.Equal(lost, a.BrokerState.Since);   // though it was tried again since
        Assert.Contains("cannot be reached", a.BrokerState.LastFailure);

        _hall.Broker.Restart();
        Ensemble.RunUntil(() => a.BrokerState is { IsOnline: true, LastFailure: not null }, limit: 30);
        Ensemble.Advance(0);
        Assert.Equal([true, false, true], events.Of<BrokerStateChanged>().Select(e => (e.State.Since, e.State.IsOnline)).Distinct().Select(state => state.IsOnline));
        Assert.Null(Ensemble.Start().BrokerState);
    }

    [Fact]
    public void D6_16_The_end_of_the_brokers_connection_is_noticed_at_once_without_a_send()
    {
        O2Process a = _hall.StartAt(1), b = _hall.StartAt(2);
        Ensemble.RunUntil(() => a.Processes().Count == 1 && b.Processes().Count == 1);

        _hall.Broker.Stop();

        Ensemble.RunUntil(() => a.Processes().Count == 0 && b.Processes().Count == 0, limit: 0.1);
    }

    [Fact]
    public void Connections_are_not_affected_by_a_broker_that_is_lost()
    {
        O2Process a = _hall.Start(), b = _hall.Start();
        b.AddService("synth");
        Ensemble.RunUntil(() => a.Status("synth") >= 0);
        using EventList events = new(a);

        _hall.Broker.Stop();
        Ensemble.Advance(100);

        Assert.Equal(ProcessLink.Direct, BrokerHall.ViaOf(a, b));
        Assert.Empty(events.Of<ProcessLeft>());
    }

    [Fact]
    public void R6_17_A_lost_broker_is_tried_again_after_1_2_4_up_to_60_s()
    {
        O2Process a = _hall.Start();
        Ensemble.RunUntil(() => _hall.Broker.ClientCount == 1);
        _hall.Broker.Answer = MqttConnectCode.Unavailable;
        List<double> attempts = [];
        int seen = _hall.Broker.Connects.Count;
        _hall.Broker.DropClients();
        double start = Ensemble.Clock.Now.Seconds;

        Ensemble.RunUntil(
            () =>
            {
                if (_hall.Broker.Connects.Count > seen)
                {
                    seen = _hall.Broker.Connects.Count;
                    attempts.Add(Ensemble.Clock.Now.Seconds - start);
                    start = Ensemble.Clock.Now.Seconds;
                }

                return attempts.Count == 8;
            },
            limit: 400);

        double[] expected = [1, 2, 4, 8, 16, 32, 60, 60];
        for (int i = 0; i < expected.Length; i++)
            Assert.InRange(attempts[i], expected[i], (expected[i] * 1.25) + 0.1);
    }

    [Fact]
    public void D6_15_A_process_that_dies_without_a_word_is_dropped_within_30_s()
    {
        O2Process a = _hall.StartAt(1), b = _hall.StartAt(2);
        Ensemble.RunUntil(() => a.Processes().Count == 1);
        Ensemble.Advance(100);
        Assert.Single(a.Processes());

        Ensemble.Network.Cut(Ensemble.MachineOf(b), _hall.BrokerMachine);
        _hall.Broker.IsSilentAboutWills = true;

        double after = Ensemble.RunUntil(() => a.Processes().Count == 0, limit: 30);
        Assert.InRange(after, 20 - RelayRegistry.AnnouncePeriod, 30);
    }

    [Fact]
    public void A_process_whose_connection_to_the_broker_breaks_is_dropped_by_its_will_and_returns()
    {
        O2Process a = _hall.StartAt(1), b = _hall.StartAt(2);
        Ensemble.RunUntil(() => a.Processes().Count == 1 && b.Processes().Count == 1);

        Ensemble.Network.ResetConnections(Ensemble.MachineOf(b), _hall.BrokerMachine);

        Ensemble.RunUntil(() => a.Processes().Count == 0, limit: 1);
        Ensemble.RunUntil(() => a.Processes().Count == 1 && b.Processes().Count == 1, limit: 5);
    }

    [Fact]
    public void A_process_that_leaves_says_so_before_it_disconnects()
    {
        O2Process a = _hall.StartAt(1), b = _hall.StartAt(2);
        Ensemble.RunUntil(() => a.Processes().Count == 1 && b.Processes().Count == 1);

        Ensemble.Stop(b);
        Ensemble.RunUntil(() => a.Processes().Count == 0, limit: 0.1);
        Ensemble.Advance(0.1);

        string[] last = [.. _hall.Broker.Publications.TakeLast(2).Select(p => Encoding.Latin1.GetString(p.Payload.AsSpan(2)))];
        Assert.Equal($"{b.Name}/bye", last[0]);
        Assert.EndsWith("/bye/2.0.1", last[1], StringComparison.Ordinal);
        Assert.Equal(MqttPacketType.Disconnect, _hall.Broker.Packets[^1]);
    }

    [Fact]
    public void R6_10_What_waits_is_sent_before_the_process_leaves()
    {
        List<int> heard = [];
        O2Process a = _hall.StartAt(1), b = _hall.StartAt(2);
        a.AddMethod("/synth/note", "i", m => heard.Add(m.Int32(0)));
        Ensemble.RunUntil(() => b.Status("synth") >= 0);
        for (int i = 0; i < 100; i++)
            Assert.Equal(SendStatus.Sent, b.SendReliable("/synth/note", i));

        Ensemble.Stop(b);
        Ensemble.Advance(1);

        Assert.Equal(Enumerable.Range(0, 100), heard);
        Assert.Equal(MqttPacketType.Disconnect, _hall.Broker.Packets[^1]);
    }

    [Fact]
    public void A_broker_that_stops_answering_is_given_up_and_tried_again()
    {
        O2Process a = _hall.StartAt(1), b = _hall.StartAt(2);
        Ensemble.RunUntil(() => a.Processes().Count == 1 && b.Processes().Count == 1);

        _hall.Broker.IsSilent = true;
        Ensemble.RunUntil(() => a.Processes().Count == 0, limit: 25);
        _hall.Broker.IsSilent = false;

        Ensemble.RunUntil(() => a.Processes().Count == 1 && b.Processes().Count == 1, limit: 60);
    }

    [Theory]
    [InlineData(MqttConnectCode.BadCredentials, "user name or password is wrong")]
    [InlineData(MqttConnectCode.NotAuthorized, "user name or password is missing or wrong")]
    public void Wrong_credentials_are_told_in_the_log(MqttConnectCode answer, string expected)
    {
        _hall.Broker.Answer = answer;
        O2Process a = _hall.Start();
        var log = new LogProbe(a.ActorSystem);

        Ensemble.Advance(10);

        Assert.Contains(log.Warnings, line => line.Contains(expected, StringComparison.Ordinal) && line.Contains("Next try", StringComparison.Ordinal));
    }

    [Fact]
    public void A_broker_that_is_not_there_is_told_in_the_log_and_nothing_else_is_disturbed()
    {
        O2Process a = _hall.Start(new MqttOptions { Broker = "nowhere" }), b = _hall.Start(new MqttOptions { Broker = "broker", Port = 1 });
        LogProbe one = new(a.ActorSystem), other = new(b.ActorSystem);
        Ensemble.Advance(10);

        Assert.Contains(one.Warnings, line => line.Contains("The broker nowhere, port 1883, cannot be reached", StringComparison.Ordinal));
        Assert.Contains(other.Warnings, line => line.Contains("The broker broker, port 1, cannot be reached", StringComparison.Ordinal));
        Ensemble.Stop(a);
    }

    [Fact]
    public void Each_attempt_that_nobody_answers_is_given_up_after_10_s_and_told_once()
    {
        VirtualMachine machine = Ensemble.Network.AddMachine();
        Ensemble.Network.Cut(machine, _hall.BrokerMachine);
        O2Process a = Ensemble.Start(machine, _hall.Options());
        var log = new LogProbe(a.ActorSystem);

        Ensemble.Advance(36);   // 10 s, pause of 1 s, 10 s, pause of 2 s, 10 s

        Assert.Equal(3, log.Warnings.Count(line => line.Contains("does not answer", StringComparison.Ordinal)));
        Assert.Equal(3, log.Warnings.Count);
        Ensemble.Network.Heal();
        Ensemble.RunUntil(() => _hall.Broker.ClientCount == 1, limit: 10);
    }

    [Fact]
    public void What_a_broker_sends_that_is_no_MQTT_costs_the_connection_and_what_is_too_long_nothing()
    {
        O2Process a = _hall.StartAt(1), b = _hall.StartAt(2);
        Ensemble.RunUntil(() => a.Processes().Count == 1 && b.Processes().Count == 1);
        using EventList events = new(a);
        byte[] tooLong = new byte[1_000_000];
        MqttWriter.PublishHead(tooLong, TopicOf(a), tooLong.Length - 100, MqttQuality.AtMostOnce);
        MqttFramer.TryReadPacket(tooLong, out var header);

        _hall.Broker.SendRaw(tooLong[..header.TotalLength]);
        _hall.Broker.SendRaw([0x50, 3, 1, 2, 3, 0xF0, 0]);
        Ensemble.Advance(5);
        Assert.Empty(events.Of<ProcessLeft>());

        _hall.Broker.SendRaw([0x30, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF]);
        Ensemble.RunUntil(() => events.Of<ProcessLeft>().Count == 1, limit: 1);
        Ensemble.RunUntil(() => a.Processes().Count == 1 && b.Processes().Count == 1, limit: 5);
    }

    [Fact]
    public void D6_13_Hostile_announcements_and_messages_disturb_nobody()
    {
        O2Process a = _hall.StartAt(1), b = _hall.StartAt(2);
        List<int> heard = [];
        a.AddMethod("/synth/note", "i", m => heard.Add(m.Int32(0)));
        Ensemble.RunUntil(() => b.Status("synth") >= 0);
        var random = new Random(1);

        foreach (string text in new[] { "", "x", ":", "::::", "/bye", $"{a.Name}:0000/dy/2.0.1", new string('@', 5000), "@\0:\0:\0" })
            _hall.Broker.Publish("O2-test/disc", BrokerPayload.Create(Encoding.Latin1.GetBytes(text), 0));
        _hall.Broker.Publish("O2-test/disc", []);
        _hall.Broker.Publish("O2-test/disc", [1]);
        for (int i = 0; i < 200; i++)
        {
            byte[] noise = new byte[random.Next(100)];
            random.NextBytes(noise);
            _hall.Broker.Publish(TopicOf(a), noise);
            _hall.Broker.Publish("O2-test/disc", noise);
        }

        for (int i = 0; i < 6000; i++)
            _hall.Broker.Publish("O2-test/disc", BrokerPayload.Create(Encoding.ASCII.GetBytes($"@0000000{1 + (i & 1)}:{i:x8}:1000:2000/cs/2.0.1"), 0));
        Ensemble.Advance(1);
        b.SendReliable("/synth/note", 1);
        Ensemble.Advance(1);

        Assert.Equal([1], heard);
        Assert.Contains(a.Processes(), process => process.Name == b.Name);
        Ensemble.Advance(60);
        Assert.Equal(b.Name, Assert.Single(a.Processes()).Name);
    }

    [Fact]
    public void A_goodbye_that_somebody_made_up_does_not_end_a_connection()
    {
        O2Process a = _hall.Start(), b = _hall.Start();
        Ensemble.RunUntil(() => a.Processes().Count == 1 && b.Processes().Count == 1);
        using EventList events = new(a);

        _hall.Broker.Publish("O2-test/disc", BrokerPayload.Create(BrokerAnnouncement.WriteReferenceBye(b.Name), 0));
        Ensemble.Advance(5);

        Assert.Empty(events.Of<ProcessLeft>());
        Assert.Single(a.Processes());
    }

    [Fact]
    public void D6_12_A_full_queue_to_the_broker_blocks_no_actor_and_is_told_to_the_sender()
    {
        O2Process a = _hall.StartAt(1), b = _hall.StartAt(2);
        List<int> heard = [];
        a.AddMethod("/local/note", "i", m => heard.Add(m.Int32(0)));
        a.BecomeClockReference();
        b.AddService("synth");
        Ensemble.RunUntil(() => a.Status("synth") >= 0);
        Ensemble.Network.SetConditions(Ensemble.MachineOf(a), _hall.BrokerMachine, new LinkConditions { BytesPerSecond = 100_000 });
        byte[] blob = new byte[10_000];

        var statuses = Enumerable.Range(0, 400).Select(_ => a.SendReliable("/synth/blob", blob)).ToList();
        a.Send("/local/note", 1);
        Ensemble.Advance(0.1);

        Assert.Contains(SendStatus.Blocked, statuses);
        Assert.Equal(SendStatus.Blocked, a.CanSend("synth"));
        Assert.Equal([1], heard);
        Assert.Equal(SendStatus.Sent, Ensemble.Run(a.SendAsync(O2Message.Create("/synth/blob", GlobalTime.Immediately, reliable: true, blob)).AsTask(), limit: 120));
    }

    [Fact]
    public void While_too_many_messages_are_not_acknowledged_senders_are_told_and_can_wait()
    {
        var mqtt = BrokerHall.Mqtt with { Acknowledge = true };
        O2Process a = _hall.StartAt(1, mqtt), b = _hall.StartAt(2, mqtt);
        b.AddService("synth");
        Ensemble.RunUntil(() => a.Status("synth") >= 0);
        _hall.Broker.HoldsAcknowledgements = true;

        var statuses = Enumerable.Range(0, MqttLimits.MaxUnacknowledged + 1).Select(i => a.SendReliable("/synth/note", i)).ToList();
        Ensemble.Advance(1);
        Assert.Equal(SendStatus.Blocked, statuses[^1]);
        Assert.Equal(MqttLimits.MaxUnacknowledged, statuses.Count(status => status == SendStatus.Sent));
        Assert.Equal(SendStatus.Blocked, a.CanSend("synth"));

        var waiting = a.SendAsync(O2Message.Create("/synth/note", GlobalTime.Immediately, reliable: true, -1)).AsTask();
        Ensemble.Advance(1);
        Assert.False(waiting.IsCompleted);
        _hall.Broker.Acknowledge();
        Assert.Equal(SendStatus.Sent, Ensemble.Run(waiting, limit: 1));
    }

    [Fact]
    public void D6_12_The_bound_of_the_queue_holds_for_acknowledged_messages_too()
    {
        var mqtt = BrokerHall.Mqtt with { Acknowledge = true };
        O2Process a = _hall.StartAt(1, mqtt), b = _hall.StartAt(2, mqtt);
        b.AddService("synth");
        Ensemble.RunUntil(() => a.Status("synth") >= 0);
        Ensemble.Network.SetConditions(Ensemble.MachineOf(a), _hall.BrokerMachine, new LinkConditions { BytesPerSecond = 100_000 });

        int sent = Enumerable.Range(0, 400).Count(_ => a.SendReliable("/synth/blob", new byte[10_000]) == SendStatus.Sent);

        Assert.InRange(sent, 100, 150);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Acknowledged_messages_survive_a_connection_that_breaks(bool isAcknowledged)
    {
        List<int> heard = [];
        var mqtt = BrokerHall.Mqtt with { Acknowledge = isAcknowledged };
        O2Process a = _hall.StartAt(1, mqtt), b = _hall.StartAt(2, mqtt);
        a.AddMethod("/synth/note", "i", m => heard.Add(m.Int32(0)));
        Ensemble.RunUntil(() => b.Status("synth") >= 0);

        Ensemble.Network.ResetConnections(Ensemble.MachineOf(b), _hall.BrokerMachine);
        b.SendReliable("/synth/note", 1);   // the reset is under way
        Ensemble.RunUntil(() => b.Status("synth") >= 0 && b.Processes().Count == 1 && _hall.Broker.Connects.Count == 3, limit: 10);
        Ensemble.Advance(1);

        Assert.Equal(isAcknowledged ? [1] : [], heard);
    }

    private static string TopicOf(O2Process process) => new BrokerTopics(process.Ensemble).Of(process.Name);
}
