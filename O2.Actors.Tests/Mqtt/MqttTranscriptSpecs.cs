using System.Text;
using O2.Actors.Tests.Protocol.Mqtt;
using O2.Protocol;
using O2.Protocol.Mqtt;

namespace O2.Actors.Tests.Mqtt;

/// <summary>In the recorded conversation of two reference processes through a broker either one can be replaced by ours.</summary>
/// <remarks>The broker passes on what the other one published then, with our name in the place of the one that is replaced.</remarks>
public sealed class MqttTranscriptSpecs : IDisposable
{
    private readonly BrokerHall _hall = new();

    public void Dispose() => _hall.Dispose();

    [Fact]
    public void Our_process_takes_the_place_of_the_one_that_is_asked_for_a_link()
    {
        O2Process b = Start("b");

        Say("a", "!_o2/mqtt/dy", MqttTranscript.B, b);
        Say("a", "!_o2/cs/cs", MqttTranscript.B, b);
        Say("a", "!_o2/sv", MqttTranscript.B, b);
        _hall.Ensemble.RunUntil(() => b.Status("a") >= 0 && Said(MqttTranscript.A, "!_cs/get").Count > 0, limit: 1);

        Assert.Equal([Recorded("b", "!_o2/sv", MqttTranscript.B, b)], Said(MqttTranscript.A, "!_o2/sv"));
        Assert.Equal(Recorded("b", "!_cs/get", MqttTranscript.B, b), Said(MqttTranscript.A, "!_cs/get").First());
        Assert.Equal(ServiceStatus.RemoteNoTime, b.Status("a"));
    }

    [Fact]
    public void Our_process_takes_the_place_of_the_one_that_asks_for_a_link()
    {
        O2Process a = Start("a");
        a.BecomeClockReference();
        _hall.Ensemble.Advance(0.1);

        // Its address is that of our own machine, where nobody listens.
        _hall.Broker.Publish($"O2-{MqttTranscript.Ensemble}/disc", RecordedAnnouncement("b"));
        _hall.Ensemble.RunUntil(() => Said(MqttTranscript.B, "!_o2/sv").Count > 0, limit: 20);
        Say("b", "!_o2/sv", MqttTranscript.A, a);
        Say("b", "!_cs/get", MqttTranscript.A, a);
        _hall.Ensemble.RunUntil(() => a.Status("b") >= 0, limit: 1);

        foreach (string address in new[] { "!_o2/mqtt/dy", "!_o2/cs/cs" })
            Assert.Equal([Recorded("a", address, MqttTranscript.A, a)], Said(MqttTranscript.B, address));
        _hall.Ensemble.RunUntil(() => Said(MqttTranscript.B, $"!{MqttTranscript.B}/cs/put").Count == 1, limit: 1);
    }

    private O2Process Start(string service)
    {
        O2Process process = _hall.Ensemble.Start(_hall.Options() with { Ensemble = MqttTranscript.Ensemble });
        process.AddService(service);
        _hall.Ensemble.RunUntil(() => _hall.Broker.ClientCount == 1);
        return process;
    }

    private static IEnumerable<(string Topic, byte[] Payload)> PublicationsOf(string party) => MqttTranscript.All
        .Where(packet => packet.From == party && packet.To == "broker" && packet.Type == MqttPacketType.Publish)
        .Select(packet => packet.Publication);

    private static byte[] RecordedAnnouncement(string party) => PublicationsOf(party).First(p => p.Topic.EndsWith("/disc", StringComparison.Ordinal)).Payload;

    /// <summary>The first message that a party sent to an address, with our name in the place of another; without the two bytes.</summary>
    private static string Recorded(string party, string address, ProcessName name, O2Process ours)
    {
        byte[] payload = PublicationsOf(party).First(p => AddressOf(p.Payload) == address).Payload;
        return Convert.ToHexStringLower(payload.AsSpan(BrokerPayload.PrefixBytes)).Replace(HexOf(name), HexOf(ours.Name), StringComparison.Ordinal);
    }

    private void Say(string party, string address, ProcessName name, O2Process ours) => _hall.Broker.Publish(
        new BrokerTopics(MqttTranscript.Ensemble).Of(ours.Name), BrokerPayload.Create(Convert.FromHexString(Recorded(party, address, name, ours)), 0));

    /// <summary>What our process has sent to a recorded one at an address.</summary>
    private IReadOnlyList<string> Said(ProcessName to, string address) =>
    [
        .. _hall.Broker.Publications
            .Where(p => p.Topic == new BrokerTopics(MqttTranscript.Ensemble).Of(to) && AddressOf(p.Payload) == address)
            .Select(p => Convert.ToHexStringLower(p.Payload.AsSpan(BrokerPayload.PrefixBytes))),
    ];

    private static string? AddressOf(byte[] payload) =>
        payload.Length > BrokerPayload.PrefixBytes + 12 && payload[14] == '!' ? Encoding.ASCII.GetString(payload.AsSpan(14, payload.AsSpan(14).IndexOf((byte)0))) : null;

    private static string HexOf(ProcessName name) => Convert.ToHexStringLower(Encoding.ASCII.GetBytes(name.Text));
}
