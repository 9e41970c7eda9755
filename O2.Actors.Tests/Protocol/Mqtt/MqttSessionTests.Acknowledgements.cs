using O2.Protocol.Mqtt;

namespace O2.Actors.Tests.Protocol.Mqtt;

/// <content>What is acknowledged, and kept until it is.</content>
public sealed partial class MqttSessionTests
{
    [Fact]
    public void A_message_of_quality_1_is_acknowledged_and_one_of_quality_0_is_not()
    {
        GoOnline();
        Assert.True(_session.HandlePublish(_now, Read(MqttWriter.Publish("own", "x"u8)).PacketId));
        Assert.Equal("", Sent());
        Assert.True(_session.HandlePublish(_now, Read(MqttWriter.Publish("own", "x"u8, MqttQuality.AtLeastOnce, 0x0506)).PacketId));

        Assert.True(_session.TryDequeueOutput(out var output));
        Assert.Equal([0x40, 2, 5, 6], Assert.IsType<MqttOutput.Send>(output).Packet);
    }

    [Fact]
    public void What_is_not_acknowledged_is_sent_again_after_a_new_connection()
    {
        GoOnline();
        _session.TryPublish(_now, "t", "one"u8);
        _session.TryPublish(_now, "t", "two"u8);
        _session.TryPublish(_now, "t", "three"u8);
        var packets = Packets();
        Feed([0x40, 2, packets[1][5], packets[1][6]]);
        Assert.Equal(2, _session.Unacknowledged);

        _session.HandleClosed("lost");
        Sent();
        GoOnline(checkOutputs: false);

        var again = Packets();
        packets[0][0] |= 8;
        packets[2][0] |= 8;
        Assert.Equal([packets[0], packets[2]], again);
    }

    [Fact]
    public void Only_so_many_messages_wait_for_their_acknowledgement()
    {
        GoOnline();
        for (int i = 0; i < MqttLimits.MaxUnacknowledged; i++)
            Assert.True(_session.TryPublish(_now, "t", "x"u8));

        Assert.False(_session.TryPublish(_now, "t", "x"u8));
        var ids = Packets().Select(packet => (packet[5] << 8) | packet[6]).ToList();
        Assert.Equal(ids.Count, ids.Distinct().Count());
        Assert.DoesNotContain(0, ids);
    }

    [Fact]
    public void Only_so_many_bytes_wait_for_their_acknowledgement_and_they_are_sent_again_in_order()
    {
        GoOnline();
        byte[] payload = new byte[MaxKeptBytes / 4];
        for (int i = 0; i < 4; i++)
        {
            Assert.False(_session.IsFull);
            Assert.True(_session.TryPublish(_now, "t", payload));
        }

        Assert.True(_session.IsFull);
        Assert.False(_session.TryPublish(_now, "t", "x"u8));
        var ids = Packets().Select(IdOf).ToList();
        _session.HandleClosed("lost");
        Sent();
        GoOnline(checkOutputs: false);
        Assert.Equal(ids, Packets().Select(IdOf));
        Assert.False(_session.TryPublish(_now, "t", "x"u8));
        Acknowledge(ids[0]);
        Assert.True(_session.TryPublish(_now, "t", new byte[10 * MaxKeptBytes]));   // the last one may have any length
        Assert.False(_session.TryPublish(_now, "t", "x"u8));
        Packets().ForEach(packet => ids.Add(IdOf(packet)));
        ids.Skip(1).ToList().ForEach(Acknowledge);
        Assert.False(_session.IsFull);
        Assert.Equal(0, _session.Unacknowledged);
    }

    [Fact]
    public void What_is_published_always_is_acknowledged_too_but_not_sent_again()
    {
        GoOnline();
        for (int i = 0; i < MqttLimits.MaxUnacknowledged; i++)
            _session.TryPublish(_now, "t", "x"u8);
        Assert.True(_session.TryPublish(_now, "t", new byte[10 * MaxKeptBytes], always: true));
        Assert.Equal(MqttLimits.MaxUnacknowledged + 1, _session.Unacknowledged);
        var packets = Packets();
        Assert.Equal(2, packets[^1][0] & 6);   // quality 1

        _session.HandleClosed("lost");
        Sent();
        GoOnline(checkOutputs: false);
        Assert.Equal(packets.SkipLast(1).Select(IdOf), Packets().Select(IdOf));
        Assert.Equal(MqttLimits.MaxUnacknowledged, _session.Unacknowledged);
    }

    [Fact]
    public void An_id_that_is_in_use_is_passed_over()
    {
        GoOnline();
        _session.TryPublish(_now, "t", "kept"u8);
        int kept = IdOf(Packets().Single());
        for (int i = 0; i < ushort.MaxValue; i++)
        {
            Assert.True(_session.TryPublish(_now, "t", "x"u8));
            int id = IdOf(Packets().Single());
            Assert.NotEqual(kept, id);
            Feed([0x40, 2, (byte)(id >> 8), (byte)id]);
        }
    }

    private void Acknowledge(int id) => Feed([0x40, 2, (byte)(id >> 8), (byte)id]);
}
