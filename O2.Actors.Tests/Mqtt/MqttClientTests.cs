using System.Buffers.Binary;
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

        int before = broker.Publications.Count;
        broker.DropClients();
        broker.HoldsAcknowledgements = false;   // not before: 2 and 3, under way, would be acknowledged, and not be sent again

        await broker.UntilAsync(() => Notes(broker, a, before) is [.., 1, 2, 3]);
    }

    [Fact]
    public async Task Messages_of_both_qualities_and_of_any_size_arrive_in_order()
    {
        const int count = 300;
        using var broker = new TestBroker(SocketTransport.Instance);
        await using var hears = new MqttUser(broker.Port, "notes", acknowledge: true, expected: count);
        await using var speaks = new MqttUser(broker.Port, "nothing");
        Assert.Equal(MqttUser.Online, await hears.NextAsync());
        Assert.Equal(MqttUser.Online, await speaks.NextAsync());

        for (int i = 0; i < count; i++)
            await speaks.PublishAsync("notes", i, sizeof(int) + (i % 7 * 15_000), i % 2 == 0 ? MqttQuality.AtMostOnce : MqttQuality.AtLeastOnce);

        Assert.Equal(Enumerable.Range(0, count), await hears.Heard.All);
    }

    [Fact]
    public async Task A_message_that_is_too_long_is_passed_over_and_told()
    {
        using var broker = new TestBroker(SocketTransport.Instance);
        await using var user = new MqttUser(broker.Port, "notes");
        Assert.Equal(MqttUser.Online, await user.NextAsync());

        broker.Publish("notes", new byte[1_000_000]);
        broker.Publish("notes", BitConverter.GetBytes(7));

        Assert.Equal(MqttUser.Skipped, await user.NextAsync());
        Assert.Equal([7], await user.Heard.All);
    }

    [Fact]
    public async Task Who_pauses_is_handed_nothing_more_and_then_the_rest_in_order()
    {
        const int count = 50;
        using var broker = new TestBroker(SocketTransport.Instance);
        await using var pauses = new MqttUser(broker.Port, "notes", expected: count) { Pauses = true };
        await using var listens = new MqttUser(broker.Port, "notes", expected: count);
        Assert.Equal(MqttUser.Online, await pauses.NextAsync());
        Assert.Equal(MqttUser.Online, await listens.NextAsync());
        broker.Publish("notes", BitConverter.GetBytes(0));
        await pauses.FirstHeard;
        for (int i = 1; i < count; i++)
            broker.Publish("notes", BitConverter.GetBytes(i));

        await listens.Heard.All;
        Assert.Equal(1, pauses.Heard.Count);
        pauses.Pauses = false;
        pauses.Client.Resume();
        Assert.Equal(Enumerable.Range(0, count), await pauses.Heard.All);
    }

    [Fact]
    public async Task While_too_many_messages_are_not_acknowledged_nothing_is_taken()
    {
        using var broker = new TestBroker(SocketTransport.Instance) { HoldsAcknowledgements = true };
        await using var speaks = new MqttUser(broker.Port, "nothing", acknowledge: true);
        Assert.Equal(MqttUser.Online, await speaks.NextAsync());

        for (int i = 0; i < MqttLimits.MaxUnacknowledged; i++)
            Assert.Equal(SendStatus.Sent, speaks.Client.Publish("notes", BitConverter.GetBytes(i), MqttQuality.AtLeastOnce));
        Assert.Equal(SendStatus.Blocked, speaks.Client.CanPublish);
        Assert.Equal(SendStatus.Blocked, speaks.Client.Publish("notes", [1, 2, 3, 4], MqttQuality.AtLeastOnce));
        await broker.UntilAsync(() => broker.Publications.Count == MqttLimits.MaxUnacknowledged);
        var room = speaks.Client.WaitForRoomAsync();
        Assert.False(room.IsCompleted);

        broker.Acknowledge();
        await room.WaitAsync(TimeSpan.FromSeconds(20));
    }

    [Fact]
    public async Task The_end_of_a_connection_is_told_the_will_is_published_and_the_client_returns()
    {
        using var broker = new TestBroker(SocketTransport.Instance);
        await using var user = new MqttUser(broker.Port, "notes");
        Assert.Equal(MqttUser.Online, await user.NextAsync());

        broker.DropClients();

        Assert.Contains("broker", await user.NextAsync());
        Assert.Equal(MqttUser.Online, await user.NextAsync());
        await broker.UntilAsync(() => broker.Publications.Count == 1);
        Assert.Equal("wills", broker.Publications[0].Topic);
    }

    [Fact]
    public async Task A_topic_that_may_not_be_read_is_told_and_asked_for_again()
    {
        using var broker = new TestBroker(SocketTransport.Instance) { RefusedTopic = "notes" };
        await using var user = new MqttUser(broker.Port, "notes");
        Assert.Contains("does not let us read the topic notes", await user.NextAsync());

        broker.RefusedTopic = null;

        Assert.Equal(MqttUser.Online, await user.NextAsync());
    }

    [Theory]
    [InlineData(MqttConnectCode.BadCredentials, "user name or password is wrong")]
    [InlineData(MqttConnectCode.NotAuthorized, "user name or password is missing or wrong")]
    [InlineData(MqttConnectCode.Unavailable, "")]
    public async Task A_broker_that_does_not_want_us_is_told_and_tried_again(MqttConnectCode answer, string expected)
    {
        using var broker = new TestBroker(SocketTransport.Instance) { Answer = answer };
        await using var user = new MqttUser(broker.Port, "notes");
        Assert.Contains(expected, await user.NextAsync());

        broker.Answer = MqttConnectCode.Accepted;

        Assert.Equal(MqttUser.Online, await user.NextAsync());
    }

    [Fact]
    public async Task Who_leaves_sends_what_waits_and_disconnects_and_is_told_so_last()
    {
        using var broker = new TestBroker(SocketTransport.Instance);
        await using var user = new MqttUser(broker.Port, "notes");
        Assert.Equal(MqttUser.Online, await user.NextAsync());
        for (int i = 0; i < 100; i++)
            await user.PublishAsync("notes too", i, 10_000, MqttQuality.AtLeastOnce);

        user.Client.Leave(TimeSpan.FromSeconds(20));

        Assert.Equal(MqttUser.Left, await user.NextAsync());
        await broker.UntilAsync(() => broker.Packets[^1] == MqttPacketType.Disconnect);
        Assert.Equal(100, broker.Publications.Count);
        Assert.False(user.IsToldMore);
    }

    [Fact]
    public async Task Who_leaves_waits_neither_for_a_broker_that_says_nothing_nor_for_one_that_is_not_there()
    {
        using var broker = new TestBroker(SocketTransport.Instance) { IsSilent = true };
        await using var one = new MqttUser(broker.Port, "notes");
        await using var other = new MqttUser(broker.Port, "notes");
        await broker.UntilAsync(() => broker.Packets.Count == 2);
        one.Client.Leave(TimeSpan.FromSeconds(1));
        Assert.Equal(MqttUser.Left, await one.NextAsync());

        broker.Stop();
        Assert.Contains("broker", await other.NextAsync());
        other.Client.Leave(TimeSpan.FromSeconds(1));
        Assert.Equal(MqttUser.Left, await other.NextAsync());
    }

    private static Task<O2Process> StartAtAsync(uint publicIp, TestBroker broker) =>
        FarProcess.StartAsync(Ensemble, publicIp, new MqttOptions { Broker = "127.0.0.1", Port = broker.Port, Acknowledge = true });

    /// <summary>The numbers of the notes that were published for a process.</summary>
    private static List<int> Notes(TestBroker broker, O2Process process, int skip = 0) =>
    [
        .. broker.Publications.Skip(skip)
            .Where(p => p.Topic == new BrokerTopics(Ensemble).Of(process.Name) && p.Payload.AsSpan().IndexOf("/synth/note"u8) >= 0)
            .Select(p => BinaryPrimitives.ReadInt32BigEndian(p.Payload.AsSpan(p.Payload.Length - sizeof(int)))),
    ];
}
