using System.Buffers.Binary;
using System.Net;
using O2.Actors.Tests.Discovery;
using O2.Protocol.Mqtt;

namespace O2.Actors.Tests.Mqtt;

/// <summary>What an MQTT client has to do at a broker of ours, over real sockets: our own client, and in <c>nuget</c> mode MQTTnet.</summary>
public sealed class MqttClientTests
{
    private const string Ensemble = "clients";

    [Fact]
    public async Task What_is_not_acknowledged_is_sent_again_in_order_after_a_connection_that_breaks()
    {
        using var broker = new TestBroker(SocketTransport.Instance);
        await using var a = await StartAtAsync(1, broker);
        await using var b = await StartAtAsync(2, broker);
        a.AddService("synth");
        await b.Until(() => b.Status("synth") >= 0);
        broker.HoldsAcknowledgements = true;
        for (int i = 1; i <= 3; i++)
            Assert.Equal(SendStatus.Sent, b.SendReliable("/synth/note", i));
        await broker.UntilAsync(() => Notes(broker, a).Count > 0);

        broker.HoldsAcknowledgements = false;
        int before = broker.Publications.Count;
        broker.DropClients();

        await broker.UntilAsync(() => Notes(broker, a, before) is [.., 1, 2, 3]);   // 2 and 3 may have been under way
    }

    private static async Task<O2Process> StartAtAsync(uint publicIp, TestBroker broker)
    {
        using var server = StunServer.Telling(SocketTransport.Instance, IPAddress.Loopback, publicIp);
        return await O2Process.StartAsync(Ensembles.Options(Ensemble) with
        {
            Network = NetworkScope.WideArea,
            Interface = IPAddress.Loopback,
            Stun = new StunOptions { Servers = [new("127.0.0.1", server.Port)] },
            Mqtt = new MqttOptions { Broker = "127.0.0.1", Port = broker.Port, Acknowledge = true },
        });
    }

    /// <summary>The numbers of the notes that were published for a process.</summary>
    private static List<int> Notes(TestBroker broker, O2Process process, int skip = 0) =>
    [
        .. broker.Publications.Skip(skip)
            .Where(p => p.Topic == new BrokerTopics(Ensemble).Of(process.Name) && p.Payload.AsSpan().IndexOf("/synth/note"u8) >= 0)
            .Select(p => BinaryPrimitives.ReadInt32BigEndian(p.Payload.AsSpan(p.Payload.Length - sizeof(int)))),
    ];
}
