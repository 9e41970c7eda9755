using System.Text;
using O2.Actors.Tests.Vectors;
using O2.Protocol.Mqtt;

namespace O2.Actors.Tests.Protocol.Mqtt;

public sealed class MqttWriterTests
{
    [Fact]
    public void Our_packets_have_the_bytes_of_the_reference()
    {
        var topics = new BrokerTopics(MqttTranscript.Ensemble);
        byte[][] sent = [.. MqttTranscript.All.Where(packet => packet.From == "a").Select(packet => packet.Bytes)];

        Assert.Equal(sent[0], MqttWriter.Connect(new MqttConnect("") { KeepAliveSeconds = 60 }));
        Assert.Equal(sent[1], MqttWriter.Subscribe(1, topics.Discovery, MqttQuality.AtMostOnce));
        Assert.Equal(sent[2], MqttWriter.Subscribe(2, topics.Of(MqttTranscript.A), MqttQuality.AtMostOnce));
        foreach (var packet in MqttTranscript.All.Where(packet => packet.Type == MqttPacketType.Publish))
            Assert.Equal(packet.Bytes, MqttWriter.Publish(packet.Publication.Topic, packet.Publication.Payload));
    }

    [Fact]
    public void R6_21_Connect_carries_will_user_name_and_password()
    {
        byte[] packet = MqttWriter.Connect(new MqttConnect("me")
        {
            KeepAliveSeconds = 0x1234,
            WillTopic = "w/t",
            WillPayload = new byte[] { 9, 8 },
            UserName = "user",
            Password = "päss",
        });

        Assert.Equal(
            "10240004" + Hex("MQTT") + "04c61234" + "0002" + Hex("me") + "0003" + Hex("w/t") + "00020908" + "0004" + Hex("user") + "0005" + Hex("päss"),
            Convert.ToHexStringLower(packet));
    }

    [Fact]
    public void A_password_without_a_name_is_not_sent() =>
        Assert.Equal(MqttWriter.Connect(new MqttConnect("me")), MqttWriter.Connect(new MqttConnect("me") { Password = "secret" }));

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    [InlineData(200)]
    [InlineData(70_000)]
    public void R6_24_A_publication_is_written_to_its_size_and_never_retained(int length)
    {
        byte[] payload = new byte[length];
        Random.Shared.NextBytes(payload);
        foreach (var (quality, id, isDuplicate, flags) in new[]
        {
            (MqttQuality.AtMostOnce, (ushort)0, false, 0x30), (MqttQuality.AtLeastOnce, (ushort)7, false, 0x32), (MqttQuality.AtLeastOnce, (ushort)7, true, 0x3A),
        })
        {
            byte[] packet = Wire.InPoison(
                MqttWriter.PublishSize("t", length, quality),
                span => payload.CopyTo(MqttWriter.PublishHead(span, "t", length, quality, id, isDuplicate)));

            Assert.Equal(MqttWriter.Publish("t", payload, quality, id, isDuplicate), packet);
            Assert.Equal(flags, packet[0]);
            MqttFramer.TryReadPacket(packet, out var header);
            Assert.Equal(packet.Length, header.TotalLength);
            Assert.True(MqttPublish.TryRead(header.Flags, packet.AsSpan(header.BodyStart), out var publish));
            Assert.Equal((quality, id), (publish.Quality, publish.PacketId));
            Assert.Equal("t"u8, publish.Topic);
            Assert.Equal(payload, publish.Payload);
        }
    }

    [Fact]
    public void The_other_packets_have_the_bytes_of_the_standard()
    {
        Assert.Equal("40020102", Convert.ToHexStringLower(MqttWriter.PublishAnswer(0x0102)));
        Assert.Equal("c000", Convert.ToHexStringLower(MqttWriter.Empty(MqttPacketType.Ping)));
        Assert.Equal("e000", Convert.ToHexStringLower(MqttWriter.Empty(MqttPacketType.Disconnect)));
        Assert.Equal("8206" + "0001" + "0001" + Hex("t") + "01", Convert.ToHexStringLower(MqttWriter.Subscribe(1, "t", MqttQuality.AtLeastOnce)));
    }

    [Fact]
    public void R6_23_Every_client_has_a_random_id_that_all_brokers_take()
    {
        var random = new Random(1);
        string[] ids = [.. Enumerable.Range(0, 1000).Select(_ => MqttConnect.NewClientId(random))];

        Assert.Equal(ids.Length, ids.Distinct().Count());
        Assert.All(ids, id => Assert.Matches("^[0-9a-z]{1,23}$", id));
    }

    private static string Hex(string text) => Convert.ToHexStringLower(Encoding.UTF8.GetBytes(text));
}
