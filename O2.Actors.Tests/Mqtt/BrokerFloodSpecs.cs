using O2.Actors.TestKit;
using O2.Protocol;
using O2.Protocol.Mqtt;

namespace O2.Actors.Tests.Mqtt;

/// <summary>Too much of everything at a broker, in virtual time: what strangers make us say there, and what waits for it, is bounded.</summary>
public sealed class BrokerFloodSpecs : IDisposable
{
    private const int QueueBytes = 1 << 16;
    private readonly BrokerHall _hall = new();

    public void Dispose() => _hall.Dispose();

    private EnsembleFixture Ensemble => _hall.Ensemble;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Who_asks_again_and_again_makes_us_publish_our_state_once_a_second(bool saysGoodbye)
    {
        O2Process a = _hall.StartAt(2);
        for (int i = 0; i < 20; i++)
        {
            a.AddService($"synth{i}");
            a.SetProperty($"synth{i}", "text", new string('x', 500));
        }

        Ensemble.RunUntil(() => _hall.Broker.ClientCount == 1);
        ProcessName stranger = new(1, 1, 5000);

        for (int i = 0; i < 1000; i++)
        {
            Ask(a, stranger);
            if (saysGoodbye)
                _hall.Broker.Publish("O2-test/disc", BrokerPayload.Create(BrokerAnnouncement.WriteReferenceBye(stranger), 0));
            Ensemble.Advance(0.01);
        }

        Assert.InRange(PublishedTo(stranger).Count(), 2, 11);
    }

    [Fact]
    public void Made_up_names_make_us_publish_our_state_fifty_times_a_second_at_most()
    {
        O2Process a = _hall.StartAt(2);
        Ensemble.RunUntil(() => _hall.Broker.ClientCount == 1);

        for (int i = 0; i < 500; i++)
            Ask(a, new ProcessName(1, 1, 5000 + i));
        Ensemble.Advance(RelayRegistry.AnswerPeriod / 2);
        Assert.Equal(RelayRegistry.MaxAnswers, Enumerable.Range(5000, 500).Count(port => PublishedTo(new ProcessName(1, 1, port)).Any()));
        Ensemble.Advance(10);
        Assert.Equal(500, Enumerable.Range(5000, 500).Count(port => PublishedTo(new ProcessName(1, 1, port)).Any()));
    }

    [Fact]
    public void D6_12_A_peer_behind_a_queue_that_is_overfull_is_told_the_last_state_when_there_is_room()
    {
        O2Process a = _hall.StartAt(1, queueBytes: QueueBytes), b = _hall.StartAt(2);
        a.AddService("old");
        a.AddService("synth");
        Ensemble.RunUntil(() => b.Status("synth") >= 0 && b.Status("old") >= 0);
        Ensemble.Network.SetConditions(Ensemble.MachineOf(a), _hall.BrokerMachine, new LinkConditions { BytesPerSecond = 20_000 });

        for (int i = 0; i < 1000; i++)
            a.SetProperty("synth", "text", $"{i}-{new string('x', 1000)}");
        a.RemoveService("old");
        a.AddService("late");
        Ensemble.RunUntil(() => b.Status("late") >= 0, limit: 60);

        Assert.Equal(ServiceStatus.Unknown, b.Status("old"));
        Assert.StartsWith(";text:999-", b.Services().Single(row => row.Service == "synth").Properties!.Wire, StringComparison.Ordinal);
        Assert.InRange(PublishedTo(b.Name).Sum(payload => payload.Length), QueueBytes, VirtualNetwork.SendBufferBytes + (2 * QueueBytes));   // of 1 MB
    }

    [Fact]
    public void Unacknowledged_bytes_are_bounded_as_those_that_wait_are_and_sent_again_in_order()
    {
        var mqtt = BrokerHall.Mqtt with { Acknowledge = true };
        O2Process a = _hall.StartAt(1, mqtt, QueueBytes), b = _hall.StartAt(2, mqtt);
        List<int> heard = [];
        b.AddMethod("/synth/note", "ib", m => heard.Add(m.Int32(0)));
        Ensemble.RunUntil(() => a.Status("synth") >= 0);
        _hall.Broker.HoldsAcknowledgements = true;

        int sent = Enumerable.Range(0, 100).TakeWhile(i => a.SendReliable("/synth/note", i, new byte[10_000]) == SendStatus.Sent).Count();
        Assert.Equal((QueueBytes / 10_000) + 1, sent);
        Assert.Equal(SendStatus.Blocked, a.CanSend("synth"));
        var waiting = a.SendAsync(O2Message.Create("/synth/note", GlobalTime.Immediately, reliable: true, sent, new byte[10_000])).AsTask();
        Ensemble.Advance(1);
        Assert.False(waiting.IsCompleted);

        heard.Clear();
        Ensemble.Network.ResetConnections(Ensemble.MachineOf(a), _hall.BrokerMachine);
        Assert.Equal(SendStatus.NoService, Ensemble.Run(waiting, limit: 1));
        Ensemble.RunUntil(() => heard.Count == sent, limit: 5);
        Assert.Equal(Enumerable.Range(0, sent), heard);
    }

    [Fact]
    public void With_acknowledgements_reliable_messages_and_what_a_process_says_about_itself_have_one_quality_and_only_the_former_are_sent_again()
    {
        var mqtt = BrokerHall.Mqtt with { Acknowledge = true };
        O2Process a = _hall.StartAt(1, mqtt), b = _hall.StartAt(2, mqtt);
        b.AddService("synth");
        a.BecomeClockReference();
        Ensemble.RunUntil(() => a.Status("synth") >= 0 && b.ClockState.IsSynchronized);
        _hall.Broker.HoldsAcknowledgements = true;
        a.SendReliable("/synth/note", 1);
        a.AddService("drum");
        Ensemble.RunUntil(() => b.Status("drum") >= 0);

        string[] reliable = ["!_o2/mqtt/dy", "!_o2/cs/cs", "!_o2/sv", "/synth/note"];
        foreach (string address in reliable)
            Assert.All(Said(address), publication => Assert.Equal(1, publication.Flags >> 1));
        int announcements = Said("!_o2/sv").Count;
        Ensemble.Network.ResetConnections(Ensemble.MachineOf(a), _hall.BrokerMachine);
        Ensemble.RunUntil(() => Said("/synth/note").Count == 2 && Said("!_o2/sv").Count > announcements, limit: 20);
        foreach (string address in reliable)
            Assert.Equal(address == "/synth/note" ? 1 : 0, Said(address).Count(publication => (publication.Flags & 8) != 0));   // DUP
    }

    [Fact]
    public void A_message_that_is_too_long_is_acknowledged_counted_and_passed_over_wherever_its_head_is_cut()
    {
        O2Process a = _hall.StartAt(1, BrokerHall.Mqtt with { Acknowledge = true }), b = _hall.StartAt(2);
        List<int> heard = [];
        a.AddMethod("/synth/note", "i", m => heard.Add(m.Int32(0)));
        Ensemble.RunUntil(() => b.Status("synth") >= 0);
        byte[] packet = MqttWriter.Publish(new BrokerTopics("test").Of(a.Name), new byte[MqttLimits.MaxPacketBytes], MqttQuality.AtLeastOnce, 7);
        int acknowledged = Acknowledgements();

        for (int cut = 1; cut <= 60; cut++)
        {
            _hall.Broker.SendRaw(packet[..cut]);
            _hall.Broker.SendRaw(packet[cut..]);
            Ensemble.Advance(0.01);
            b.SendReliable("/synth/note", cut);
            Ensemble.RunUntil(() => heard.Count == cut, limit: 1);
            Assert.Equal(cut, a.Dropped(DropReason.TooLarge));
        }

        Assert.Equal(2 * 60, Acknowledgements() - acknowledged);   // both processes got it
    }

    /// <summary>What was published for processes at an address.</summary>
    private IReadOnlyList<(string Topic, byte[] Payload, byte Flags)> Said(string address) =>
        [.. _hall.Broker.Publications.Where(p => p.Payload.AsSpan().IndexOf(System.Text.Encoding.ASCII.GetBytes(address + "\0")) >= 0)];

    private int Acknowledgements() => _hall.Broker.Packets.Count(type => type == MqttPacketType.PublishAnswer);

    /// <summary>Asks a process for a link, in the name of another.</summary>
    private void Ask(O2Process process, ProcessName name) => _hall.Broker.Publish(
        new BrokerTopics(process.Ensemble).Of(process.Name), BrokerPayload.Create(Vectors.Wire.EncodeUdp(RelayMessages.CreateIntroduction(name)), 0));

    /// <summary>The announcements of services that were published for a process.</summary>
    private IEnumerable<byte[]> PublishedTo(ProcessName process) => _hall.Broker.Publications
        .Where(p => p.Topic == new BrokerTopics("test").Of(process) && p.Payload.AsSpan().IndexOf("!_o2/sv"u8) >= 0)
        .Select(p => p.Payload);
}
