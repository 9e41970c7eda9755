using System.Buffers;
using O2.Protocol.Mqtt;

namespace O2.Actors.Tests.Protocol.Mqtt;

public sealed class MqttFramerTests
{
    [Fact]
    public void A_recorded_packet_is_found_whole_and_with_anything_behind_it()
    {
        foreach (byte[] packet in MqttTranscript.Packets)
        {
            Assert.Equal(OperationStatus.Done, MqttFramer.TryReadPacket(packet, out var header));
            Assert.Equal(packet.Length, header.TotalLength);
            Assert.Equal((OperationStatus.Done, header), (MqttFramer.TryReadPacket([.. packet, 0xA5], out var again), again));
        }
    }

    [Fact]
    public void A_packet_cut_at_any_byte_needs_more()
    {
        foreach (byte[] packet in MqttTranscript.Packets)
        {
            for (int cut = 0; cut < packet.Length; cut++)
            {
                Assert.Equal(OperationStatus.NeedMoreData, MqttFramer.TryReadPacket(packet.AsSpan(0, cut), out var header));
                Assert.Equal(cut < 2 ? 0 : packet.Length, header.TotalLength);
            }
        }
    }

    [Theory]
    [InlineData(0, "c000")]
    [InlineData(127, "c07f")]
    [InlineData(128, "c08001")]
    [InlineData(16_383, "c0ff7f")]
    [InlineData(16_384, "c0808001")]
    [InlineData(2_097_151, "c0ffff7f")]
    [InlineData(2_097_152, "c080808001")]
    [InlineData(MqttLimits.MaxRemainingLength, "c0ffffff7f")]
    public void A_length_has_up_to_four_bytes(int length, string hex)
    {
        byte[] start = Convert.FromHexString(hex);

        Assert.Equal(start.Length - 1, MqttFramer.LengthBytes(length));
        Assert.Equal(length == 0 ? OperationStatus.Done : OperationStatus.NeedMoreData, MqttFramer.TryReadPacket(start, out var header));
        Assert.Equal((start.Length, length), (header.BodyStart, header.BodyLength));
    }

    [Fact]
    public void A_length_of_five_bytes_is_no_MQTT()
    {
        Assert.Equal(OperationStatus.InvalidData, MqttFramer.TryReadPacket([0x30, 0x80, 0x80, 0x80, 0x80, 0x01], out _));
        Assert.Equal(OperationStatus.InvalidData, MqttFramer.TryReadPacket([0x30, 0xFF, 0xFF, 0xFF, 0xFF], out _));
        Assert.Equal(OperationStatus.NeedMoreData, MqttFramer.TryReadPacket([0x30, 0xFF, 0xFF, 0xFF], out _));
    }
}
