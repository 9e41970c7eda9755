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
