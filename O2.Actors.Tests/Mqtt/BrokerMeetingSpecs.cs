using System.Text;
using O2.Actors.TestKit;
using O2.Protocol;
using O2.Protocol.Mqtt;

namespace O2.Actors.Tests.Mqtt;

/// <summary>Processes that meet at a broker, in virtual time.</summary>
public sealed class BrokerMeetingSpecs : IDisposable
{
    private readonly BrokerHall _hall = new();

    public void Dispose() => _hall.Dispose();

    private EnsembleFixture Ensemble => _hall.Ensemble;

    [Theory]
    [InlineData(0)]
    [InlineData(7)]
    public void Processes_that_can_connect_do_whoever_comes_first(double pause)
    {
        O2Process a = _hall.Start();
        Ensemble.Advance(pause);
        O2Process b = _hall.Start();

        Ensemble.RunUntil(() => BrokerHall.ViaOf(a, b) == ProcessLink.Direct && BrokerHall.ViaOf(b, a) == ProcessLink.Direct, limit: 2);
        Ensemble.Advance(60);
        Assert.Equal(ProcessLink.Direct, BrokerHall.ViaOf(a, b));
    }

    [Theory]
    [InlineData(1u, 2u)]
    [InlineData(2u, 1u)]
    public void Processes_of_different_networks_are_relayed_within_two_seconds(uint one, uint other)
    {
        List<int> heard = [];
        O2Process a = _hall.StartAt(one);
        a.BecomeClockReference();
        Ensemble.Advance(7);
        O2Process b = _hall.StartAt(other);
        b.AddMethod("/synth/note", "i", m => heard.Add(m.Int32(0)));

        Ensemble.RunUntil(() => BrokerHall.ViaOf(a, b) == ProcessLink.Relay && BrokerHall.ViaOf(b, a) == ProcessLink.Relay, limit: 2);
        Ensemble.RunUntil(() => a.Status("synth") == ServiceStatus.Remote && b.Status(a.Name.Text) == ServiceStatus.Remote, limit: 5);
        Assert.Equal(SendStatus.Sent, a.SendReliable("/synth/note", 1));
        Assert.Equal(SendStatus.Sent, a.Send("/synth/note", 2));
        Assert.Equal(SendStatus.Sent, a.SendReliable("/synth/note", a.Now + 0.5, 3));
        Assert.Equal(SendStatus.Sent, a.CanSend("synth"));
        Ensemble.Advance(1);

        Assert.Equal([1, 2, 3], heard);
        Assert.InRange(Math.Abs(a.Now - b.Now), 0, 0.001);
    }

    [Fact]
    public void Processes_that_cannot_connect_though_their_addresses_say_so_are_relayed_after_the_attempt_has_failed()
    {
        var (a, b) = _hall.StartApart();

        Ensemble.RunUntil(() => BrokerHall.ViaOf(a, b) == ProcessLink.Relay && BrokerHall.ViaOf(b, a) == ProcessLink.Relay, limit: 1 + PeerSession.StepTimeout);
        Ensemble.Network.Heal();
        Ensemble.RunUntil(() => BrokerHall.ViaOf(a, b) == ProcessLink.Direct && BrokerHall.ViaOf(b, a) == ProcessLink.Direct, limit: 60);
    }

    [Fact]
    public void A_connection_that_is_lost_is_replaced_by_a_relay_and_comes_back()
    {
        VirtualMachine one = Ensemble.Network.AddMachine(), other = Ensemble.Network.AddMachine();
        O2Process a = Ensemble.Start(one, _hall.Options()), b = Ensemble.Start(other, _hall.Options());
        b.AddService("synth");
        Ensemble.RunUntil(() => a.Status("synth") >= 0);

        Ensemble.Network.Cut(one, other);
        Ensemble.RunUntil(() => BrokerHall.ViaOf(a, b) == ProcessLink.Relay && a.Status("synth") >= 0, limit: 60);
        Ensemble.Network.Heal();
        Ensemble.RunUntil(() => BrokerHall.ViaOf(a, b) == ProcessLink.Direct && a.Status("synth") >= 0, limit: 60);
    }

    [Fact]
    public void Taps_and_properties_and_services_that_come_and_go_cross_the_broker()
    {
        O2Process a = _hall.StartAt(1), b = _hall.StartAt(2);
        List<int> copies = [];
        a.AddMethod("/drum/hit", "i", _ => { });
        b.AddMethod("/tape/hit", "i", m => copies.Add(m.Int32(0)));
        b.Tap("drum", "tape");
        Ensemble.RunUntil(() => b.Status("drum") >= 0 && a.Services().Any(row => row.Status == ServiceStatus.Tap));
        a.SetProperty("drum", "skin", "goat");
        Ensemble.RunUntil(() => b.Services().Any(row => row.Properties?.Wire.Contains("goat", StringComparison.Ordinal) == true));
        a.Send("/drum/hit", 5);
        Ensemble.RunUntil(() => copies.Count == 1);
        a.RemoveService("drum");
        Ensemble.RunUntil(() => b.Status("drum") == ServiceStatus.Unknown);

        Assert.Equal([5], copies);
    }

    [Fact]
    public void R6_7_The_first_two_bytes_of_a_payload_are_ignored_whatever_they_hold()
    {
        List<int> heard = [];
        O2Process a = _hall.Start();
        a.AddMethod("/synth/note", "i", m => heard.Add(m.Int32(0)));
        Ensemble.RunUntil(() => _hall.Broker.ClientCount == 1);
        byte[] message = Vectors.Wire.EncodeUdp(O2Message.Create("/synth/note", GlobalTime.Immediately, reliable: true, 9));

        foreach (byte[] prefix in new byte[][] { [0, 0], [0xFF, 0xFF], [0, 1] })
            _hall.Broker.Publish(TopicOf(a), [.. prefix, .. message]);
        Ensemble.RunUntil(() => heard.Count == 3, limit: 1);

        foreach (byte[] prefix in new byte[][] { [0, 0], [0xFF, 0xFF] })
        {
            O2Process b = Ensemble.Start(_hall.Options() with { Mqtt = null });
            _hall.Broker.Publish("O2-test/disc", [.. prefix, .. new BrokerAnnouncement(new(b.Name, 5, ProtocolVersion.Current), BrokerAnnouncementKind.Here).Write()]);
            Ensemble.RunUntil(() => a.Name.CompareTo(b.Name) > 0 || BrokerHall.ViaOf(a, b) == ProcessLink.Direct, limit: 1);
        }
    }

    [Fact]
    public void R6_6_R6_24_Every_publication_begins_with_a_counter_and_none_is_retained()
    {
        O2Process a = _hall.StartAt(1), b = _hall.StartAt(2);
        a.BecomeClockReference();
        Ensemble.RunUntil(() => b.ClockState.IsSynchronized);

        var ours = _hall.Broker.Publications;
        Assert.InRange(ours.Count, 15, int.MaxValue);
        Assert.All(ours, publication => Assert.Equal(0, publication.Flags & 1));
        int[] numbers = [.. ours.Where(publication => publication.Topic == TopicOf(b) || TextOf(publication.Payload).StartsWith(a.Name.Text, StringComparison.Ordinal))
            .Select(publication => (publication.Payload[0] << 8) | publication.Payload[1])];
        Assert.Equal(Enumerable.Range(1, numbers.Length), numbers);
    }

    [Fact]
    public void R6_23_Every_process_has_a_client_id_of_its_own_and_a_will()
    {
        O2Process a = _hall.Start(), b = _hall.Start();
        Ensemble.RunUntil(() => _hall.Broker.ClientCount == 2);

        string[] connects = [.. _hall.Broker.Connects.Select(body => Encoding.Latin1.GetString(body))];
        Assert.Equal(2, connects.Select(text => text.Substring(12, 19)).Distinct().Count());
        foreach (var process in new[] { a, b })
            Assert.Contains(connects, text => text.Contains($"{process.Name}:", StringComparison.Ordinal) && text.Contains("/bye/2.0.1", StringComparison.Ordinal));
    }

    [Fact]
    public void D6_14_A_process_that_is_asked_through_the_broker_connects_at_once()
    {
        O2Process a = _hall.Start(), b = Ensemble.Start(_hall.Options() with { Mqtt = null });
        Ensemble.RunUntil(() => _hall.Broker.ClientCount == 1);
        var callback = new Introduction("test", new ProcessInfo(b.Name, 5000, ProtocolVersion.Current), IntroductionKind.Callback);

        _hall.Broker.Publish(TopicOf(a), BrokerPayload.Create(Vectors.Wire.EncodeUdp(callback.ToMessage()), 1));

        Ensemble.RunUntil(() => BrokerHall.ViaOf(a, b) == ProcessLink.Direct, limit: 1);
    }

    [Fact]
    public void A_process_may_begin_to_use_a_broker_later_but_only_one()
    {
        O2Process a = _hall.StartAt(1), b = Ensemble.Start(_hall.Options() with { Mqtt = null });
        Ensemble.Advance(1);
        Assert.Empty(a.Processes());

        b.EnableMqtt(BrokerHall.Mqtt);
        Ensemble.RunUntil(() => a.Processes().Count == 1, limit: 12);

        Assert.Throws<InvalidOperationException>(() => b.EnableMqtt(BrokerHall.Mqtt));
        Assert.Throws<InvalidOperationException>(() => a.EnableMqtt(BrokerHall.Mqtt));
        Assert.Throws<ArgumentOutOfRangeException>(() => b.EnableMqtt(new MqttOptions { Broker = "" }));
    }

    [Fact]
    public void A_process_that_moves_to_another_address_meets_the_others_again_under_its_new_name()
    {
        O2Process a = _hall.StartAt(1), b = _hall.StartAt(2);
        Ensemble.RunUntil(() => a.Processes().Count == 1);
        var old = b.Name;

        Ensemble.MachineOf(b).ChangeAddress(System.Net.IPAddress.Parse("10.0.9.9"));
        Ensemble.RunUntil(() => a.Processes().SingleOrDefault() is { } other && other.Name != old && other.Name == b.Name, limit: 60);
    }

    private static string TopicOf(O2Process process) => new BrokerTopics(process.Ensemble).Of(process.Name);

    private static string TextOf(byte[] payload) => Encoding.Latin1.GetString(payload.AsSpan(BrokerPayload.PrefixBytes));
}
