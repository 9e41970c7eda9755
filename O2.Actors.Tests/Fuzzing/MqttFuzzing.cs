using System.Buffers;
using System.Text;
using O2.Actors.Tests.Protocol.Mqtt;
using O2.Protocol;
using O2.Protocol.Mqtt;

namespace O2.Actors.Tests.Fuzzing;

/// <summary>What a broker may send, damaged, and what anybody may publish there.</summary>
internal static class MqttFuzzing
{
    private static readonly ProcessInfo Self = new(MqttTranscript.A, 7000, ProtocolVersion.Current);
    private static readonly byte[][] Packets =
    [
        .. MqttTranscript.Packets, MqttWriter.PublishAnswer(1), MqttWriter.Empty(MqttPacketType.PingAnswer),
        MqttWriter.Publish("O2-gold/disc", "payload"u8, MqttQuality.AtLeastOnce, 3),
    ];

    private static readonly byte[][] Messages =
    [
        .. MqttTranscript.All.Where(packet => packet.Type == MqttPacketType.Publish && packet.Publication.Topic.Contains('@', StringComparison.Ordinal))
            .Select(packet => packet.Publication.Payload[BrokerPayload.PrefixBytes..]),
        ConversationFuzzing.BodyOf(new Introduction("gold", new ProcessInfo(MqttTranscript.B, 7000, ProtocolVersion.Current), IntroductionKind.Callback).ToMessage()),
    ];

    public static IReadOnlyList<Fuzzer> All { get; } =
    [
        new("damaged MQTT packets", 40_000, ReadPackets),
        new("heads of messages that are too long", 40_000, ReadHead),
        new("announcements at a broker", 40_000, ReadAnnouncement),
        new("messages through a broker", 20_000, ReadMessages),
    ];

    private static void ReadPackets(int seed)
    {
        var random = new Random(seed);
        var session = new MqttSession(new MqttConnect("me"), ["O2-gold/disc"], MqttQuality.AtLeastOnce, 1 << 20);
        session.HandleConnected(default);
        if (random.Next(4) > 0)
            Feed(session, [0x20, 2, 0, 0, 0x90, 3, 0, 1, 0]);
        Feed(session, [.. Mutation.Of(Packets, random), .. Mutation.Of(Packets, random)]);
        Assert.Equal(session.State == MqttState.Offline, session.NextDeadline == LocalTime.Never);
    }

    /// <summary>Wherever the head is cut, more of it changes nothing but that it is known.</summary>
    private static void ReadHead(int seed)
    {
        var random = new Random(seed);
        byte[] packet = Mutation.Of(Packets, random);
        if (packet.Length < 2)
            return;
        var header = new MqttHeader(MqttPacketType.Publish, (byte)(packet[0] & 0x0F), 2, random.Next(4) == 0 ? packet.Length : MqttLimits.MaxPacketBytes);
        byte[] body = packet[2..];
        var known = OperationStatus.NeedMoreData;
        ushort id = 0;
        for (int length = 0; length <= body.Length; length++)
        {
            var status = MqttPublish.TryReadPacketId(header, body.AsSpan(0, length), out ushort read);
            Assert.True(known == OperationStatus.NeedMoreData || (status, read) == (known, id));
            (known, id) = (status, read);
        }

        if (MqttPublish.TryRead(header.Flags, body, out var publish))
            Assert.Equal((OperationStatus.Done, publish.PacketId), (known, id));
    }

    private static void Feed(MqttSession session, byte[] bytes)
    {
        var rest = bytes.AsSpan();
        while (MqttFramer.TryReadPacket(rest, out var header) == OperationStatus.Done)
        {
            Assert.InRange(header.TotalLength, 2, rest.Length);
            var body = rest.Slice(header.BodyStart, header.BodyLength);
            if (header.Type != MqttPacketType.Publish)
                session.HandlePacket(default, header, body);
            else if (MqttPublish.TryRead(header.Flags, body, out var publish))
                session.HandlePublish(default, publish.PacketId);
            rest = rest[header.TotalLength..];
        }
    }

    private static void ReadAnnouncement(int seed)
    {
        var random = new Random(seed);
        string good = random.Next(2) == 0 ? "@00000000:7f000001:b2c9:83be/cs/2.0.1" : "@00000000:7f000001:b2c9/bye";
        if (!BrokerAnnouncement.TryRead(Encoding.Latin1.GetBytes(Damaged.Text(good, random)), out var announcement))
            return;
        Assert.True(announcement.Kind == BrokerAnnouncementKind.Bye || announcement.Process is { UdpPort: > 0, Version: > 0 });
        if (announcement.Process.UdpPort != 0)
            Assert.True(BrokerAnnouncement.TryRead(announcement.Write(), out var again) && again == announcement);
    }

    private static void ReadMessages(int seed)
    {
        var random = new Random(seed);
        var registry = new RelayRegistry(new PeerIdentity("gold", Self), isSynchronized: true);
        registry.HandleOnline(default);
        for (int i = 0; i < 4; i++)
        {
            if (random.Next(2) == 0)
                registry.HandleAnnouncement(default, new(new(MqttTranscript.B, 7000, ProtocolVersion.Current), (BrokerAnnouncementKind)random.Next(3)), random.Next(2) == 0);
            if (MessageDecoder.TryDecode(Mutation.Of(Messages, random), new AddressCache(), mayMutate: true, out var message, out _)
                && SystemAddress.IsForProcess(message.Address, Self.Name))
            {
                registry.HandleMessage(default, message, _ => random.Next(2) == 0);
            }
        }

        Assert.InRange(registry.Count, 0, 5);
    }
}
