using System.Buffers;
using O2.Protocol.Mqtt;

namespace O2.Actors.Tests.Protocol.Mqtt;

public sealed class MqttPublishTests
{
    [Theory]
    [InlineData(0x0, "")]                       // no topic length
    [InlineData(0x0, "00")]
    [InlineData(0x0, "0000")]                   // an empty topic
    [InlineData(0x0, "000261")]                 // a topic that is longer than the packet
    [InlineData(0x0, "ffff61")]
    [InlineData(0x2, "000161")]                 // no packet id
    [InlineData(0x2, "00016100")]
    [InlineData(0x2, "0001610000")]             // packet id 0
    [InlineData(0x4, "0001610001")]             // level 2, which we do not ask for
    [InlineData(0x6, "0001610001")]             // level 3, which there is not
    public void A_broken_message_is_refused(byte flags, string body) => Assert.False(MqttPublish.TryRead(flags, Convert.FromHexString(body), out _));

    [Fact]
    public void The_id_of_a_message_that_is_too_long_is_known_as_soon_as_it_has_come()
    {
        byte[] packet = MqttWriter.Publish("O2-gold/disc", new byte[MqttLimits.MaxPacketBytes], MqttQuality.AtLeastOnce, 0x0506);
        MqttFramer.TryReadPacket(packet, out var header);
        int idEnd = 2 + "O2-gold/disc".Length + 2;

        for (int length = 0; length < 2 * idEnd; length++)
        {
            var status = MqttPublish.TryReadPacketId(header, packet.AsSpan(header.BodyStart, length), out ushort id);
            Assert.Equal(length < idEnd ? (OperationStatus.NeedMoreData, 0) : (OperationStatus.Done, 0x0506), (status, id));
        }
    }

    [Theory]
    [InlineData(0x0, 200_000, "", OperationStatus.Done)]                 // nothing to acknowledge
    [InlineData(0x2, 200_000, "0000", OperationStatus.InvalidData)]      // an empty topic
    [InlineData(0x2, 200_000, "0001610000", OperationStatus.InvalidData)]
    [InlineData(0x2, 4, "0001", OperationStatus.InvalidData)]            // the topic and the id are longer than the packet
    [InlineData(0x4, 200_000, "0001610001", OperationStatus.InvalidData)]
    [InlineData(0x6, 200_000, "0001610001", OperationStatus.InvalidData)]
    public void The_head_of_a_message_that_is_too_long_is_checked_as_far_as_it_is_read(byte flags, int length, string begun, OperationStatus expected) =>
        Assert.Equal(expected, MqttPublish.TryReadPacketId(new MqttHeader(MqttPacketType.Publish, flags, 4, length), Convert.FromHexString(begun), out _));

    [Theory]
    [InlineData(0x0, "000161")]
    [InlineData(0x1, "000161")]                 // retained
    [InlineData(0xA, "0001610001")]             // sent again
    public void An_empty_payload_is_one(byte flags, string body)
    {
        Assert.True(MqttPublish.TryRead(flags, Convert.FromHexString(body), out var publish));
        Assert.Equal(0, publish.Payload.Length);
    }
}
