using System.Net;
using System.Net.Sockets;
using System.Reflection;
using O2.Actors.Tests.Transcripts;
using O2.Actors.Tests.Vectors;
using O2.Discovery;
using O2.Lite;
using O2.Protocol;
using O2.Protocol.Lite;
using O2.Protocol.Mdns;

namespace O2.Actors.Tests.Lite;

/// <summary>The client over real sockets, against a host that does what the test says.</summary>
public sealed class LiteClientTests : IDisposable
{
    private static readonly TimeSpan Hour = TimeSpan.FromHours(1);

    private readonly ScriptedHost _host = new();

    [Theory]
    [InlineData("o2lite_c_tcp")]
    [InlineData("o2lite_c_udp")]
    public async Task The_client_says_what_the_C_client_says_byte_for_byte(string transcript)
    {
        using LiteClient client = Start();
        client.AddService("alltypes");
        byte[] con = await _host.AcceptAsync();
        await _host.SendAsync(LiteHostMessages.CreateBridgeId(1));
        byte[] sv = await _host.ReadFrameAsync();
        (List<byte[]> questions, byte[] cs) = await _host.SynchronizeAsync(time: 20);

        List<TranscriptPacket> theirs = [.. Transcript.Load(transcript).Where(packet => packet.From == "b" && packet.Address.StartsWith("!_o2", StringComparison.Ordinal))];
        byte[] Theirs(string address) => theirs.First(packet => packet.Address == address).Bytes;
        Assert.Equal(Theirs("!_o2/o2lite/con")[..^4], con[..^4]);   // then the port
        Assert.Equal(Theirs("!_o2/o2lite/sv"), sv);
        Assert.Equal(theirs.Where(packet => packet.Address == "!_o2/o2lite/cs/get").Take(5).Select(packet => Convert.ToHexString(packet.Bytes)), questions.Take(5).Select(Convert.ToHexString));
        Assert.Equal(Theirs("!_o2/o2lite/cs/cs"), cs);
        Assert.Equal("!_o2/o2lite/early", (await _host.ReadAsync()).ToString());
    }

    [Fact]
    public async Task R4_15_The_loopback_address_is_named_when_host_and_client_are_on_one_machine_and_datagrams_arrive_there()
    {
        using LiteClient client = Start();
        Recorder<string> got = new(1);
        client.AddMethod("/knob/turn", "i", m => got.Add(m.ToString()));
        byte[] con = await _host.AcceptAsync();
        Assert.True(LiteClientMessages.TryReadConnect(Wire.Decode(con.AsSpan(4)), out uint ip, out _));
        Assert.Equal(0x7f000001u, ip);
        await _host.SendAsync(LiteHostMessages.CreateBridgeId(1));
        await _host.ReadAsync("!_o2/o2lite/sv");
        await _host.SendDatagramAsync(Message("/knob/turn", -5));
        Assert.Equal(["/knob/turn i -5"], await got.All);
    }

    [Fact]
    public async Task R4_59_Messages_are_not_held_back_by_TCP()
    {
        using LiteClient client = Start();
        await _host.AcceptAsync(1);
        object link = typeof(LiteClient).GetField("_link", BindingFlags.NonPublic | BindingFlags.Instance)!.GetValue(client)!;
        var socket = (Socket)link.GetType().GetField("_tcp", BindingFlags.NonPublic | BindingFlags.Instance)!.GetValue(link)!;
        Assert.True(socket.NoDelay);
    }

    [Fact]
    public async Task Reliable_messages_go_by_TCP_and_others_by_UDP()
    {
        using LiteClient client = Start();
        await AcceptAsync(client);
        Assert.Equal(LiteSendStatus.Sent, client.SendReliable("/synth/noteon", new GlobalTime(12.5), 60, 0.5f));
        Assert.Equal(LiteSendStatus.Sent, client.Send("/synth/bend", -0.25));
        Assert.Equal("/synth/noteon if 60 0.5 @12.500", (await _host.ReadAsync("/synth/noteon")).ToString());
        O2Message datagram;
        do datagram = Wire.Decode(await _host.ReadDatagramAsync());
        while (datagram.Address.Service == "_o2");
        Assert.Equal(("/synth/bend d -0.25", false), (datagram.ToString(), datagram.Flags.IsReliable));
    }

    [Fact]
    public async Task Without_a_known_UDP_port_everything_goes_by_TCP()
    {
        using LiteClient client = LiteClient.Start(Options(LiteEndpoint.AtAddress("localhost", _host.TcpPort)));
        await AcceptAsync(client);
        Assert.Equal("!_o2/o2lite/cs/get iis 1 1 \"!_o2/cs/put\"", (await _host.ReadAsync("!_o2/o2lite/cs/get")).ToString());
        client.Send("/synth/bend", 1);
        Assert.False((await _host.ReadAsync("/synth/bend")).Flags.IsReliable);
    }

    [Fact]
    public async Task A_lost_host_is_found_again_with_services_properties_and_taps()
    {
        using LiteClient client = Start();
        client.AddService("knob");
        client.SetProperty("knob", "color", "red");
        client.Tap("synth", "knob");
        for (int connection = 1; connection <= 3; connection++)
        {
            await _host.AcceptAsync(connection);
            Assert.Equal("!_o2/o2lite/sv siisi \"knob\" 1 1 \";color:red;\" 0", (await _host.ReadAsync()).ToString());
            Assert.Equal("!_o2/o2lite/sv siisi \"knob\" 1 0 \"synth\" 0", (await _host.ReadAsync()).ToString());
            Assert.Equal((LiteState.Connected, connection), (client.State, client.BridgeId));
            _host.Hang(reset: connection == 2);
        }
    }

    [Fact]
    public async Task D4_58_Sending_on_a_connection_that_the_host_has_closed_does_not_end_the_program()
    {
        using LiteClient client = LiteClient.Start(Options(_host.Endpoint) with { FirstPause = Hour, LongestPause = Hour });   // it does not come back
        await AcceptAsync(client);
        _host.Hang(reset: true);
        LiteSendStatus status;
        do
            status = client.SendReliable("/synth/noteon", 60);
        while (status == LiteSendStatus.Sent);
        Assert.Equal(LiteSendStatus.NotConnected, status);
    }

    [Fact]
    public async Task D4_54_Leaving_closes_the_connection_and_what_was_sent_last_arrives_and_one_can_come_back()
    {
        for (int run = 1; run <= 3; run++)
        {
            LiteClient client = Start();
            await AcceptAsync(client);
            await _host.SendAsync(Message("/knob/unread", 1));
            client.SendReliable("/synth/last", run);
            Task leaving = client.DisposeAsync().AsTask();
            Assert.Equal(run, (await _host.ReadAsync("/synth/last")).AsView().Int32(0));
            await _host.WaitForEndAsync();
            _host.Hang();
            await leaving;
            Assert.Throws<ObjectDisposedException>(client.Poll);
            Assert.Throws<ObjectDisposedException>(() => client.Send("/a/b"));
            await client.DisposeAsync();
        }
    }

    [Fact]
    public async Task D4_56_D4_57_D4_62_D4_64_Handlers_read_time_short_strings_negative_numbers_and_what_follows_a_blob()
    {
        using LiteClient client = Start();
        Recorder<string> got = new(8);
        client.AddMethod("/knob/s", "s", m => got.Add($"{m.Text(0)}|{m.Time.Seconds}"));
        client.AddMethod("/knob/bi", "bi", m => got.Add($"{m.Blob(0).Length}|{m.Int32(1)}"));
        await AcceptAsync(client);
        foreach (string text in new[] { "", "a", "ab", "abc" })
            await _host.SendAsync(O2Message.Create("/knob/s", new GlobalTime(3.25), reliable: true, text));
        for (int size = 4; size < 8; size++)
            await _host.SendAsync(Message("/knob/bi", new byte[size], -9));
        Assert.Equal(["|3.25", "a|3.25", "ab|3.25", "abc|3.25", "4|-9", "5|-9", "6|-9", "7|-9"], await got.All);
    }

    [Theory]
    [InlineData(3, 4)]
    [InlineData(4, 4)]
    [InlineData(5, 8)]
    [InlineData(8, 8)]
    public async Task R4_5_A_blob_is_filled_to_the_next_multiple_of_4_and_no_further(int size, int filled)
    {
        using LiteClient client = Start();
        await AcceptAsync(client);
        client.SendReliable("/synth/b", new byte[size]);
        byte[] frame;
        do frame = await _host.ReadFrameAsync();
        while (Wire.Decode(frame.AsSpan(4)).Address.Service != "synth");
        Assert.Equal(4 + 12 + 12 + 4 + 4 + filled, frame.Length);
    }

    [Fact]
    public void D4_21_D4_55_A_name_that_is_too_long_or_empty_is_refused_and_the_others_are_registered()
    {
        using LiteClient client = new("music");
        client.AddService("first");
        Assert.Throws<ArgumentException>(() => client.AddService(new string('x', 64)));
        Assert.Throws<ArgumentException>(() => client.AddService(""));
        Assert.Throws<ArgumentException>(() => client.AddService("a/b"));
        Assert.Throws<ArgumentException>(() => client.AddService("first"));
        client.AddService("second");
        Assert.True(client.RemoveService("first"));
        Assert.True(client.RemoveService("second"));
        Assert.False(client.RemoveService("second"));
    }

    [Fact]
    public async Task A_polled_client_calls_its_handlers_in_the_poll_and_nowhere_else()
    {
        using LiteClient client = new(Options(_host.Endpoint));
        int thread = 0;
        client.AddMethod("/knob/turn", null, _ => thread = Environment.CurrentManagedThreadId);
        Task script = Task.Run(async () =>
        {
            await _host.AcceptAsync(1);
            await _host.SendAsync(Message("/knob/turn", 1));
        });
        PollUntil(client, () => thread != 0);
        Assert.Equal(Environment.CurrentManagedThreadId, thread);
        await script;
    }

    [Fact]
    public async Task What_a_handler_throws_goes_to_the_subscriber_and_without_one_to_the_poller()
    {
        using LiteClient client = new(Options(_host.Endpoint));
        client.AddMethod("/knob/turn", null, _ => throw new InvalidOperationException("stuck"));
        Task script = Task.Run(async () =>
        {
            await _host.AcceptAsync(1);
            await _host.SendAsync(Message("/knob/turn", 1));
        });
        Assert.Equal("stuck", Assert.Throws<InvalidOperationException>(() => PollUntil(client, () => false)).Message);
        await script;
        O2Message? failed = null;
        client.HandlerFailed += (_, message) => failed = message;
        await _host.SendAsync(Message("/knob/turn", 2));
        PollUntil(client, () => failed is not null);
        Assert.Equal(2, failed!.AsView().Int32(0));
    }

    [Fact]
    public async Task A_host_that_does_not_read_blocks_the_sender_which_can_wait_for_room()
    {
        using LiteClient client = LiteClient.Start(Options(_host.Endpoint) with { MaxQueuedBytes = 1 << 16 });
        await AcceptAsync(client);
        O2Message message = Message("/synth/data", new byte[32_000]);
        int sent = 0;
        LiteSendStatus status;
        while ((status = client.TrySend(message)) == LiteSendStatus.Sent)
            sent++;
        Assert.Equal(LiteSendStatus.Blocked, status);   // once more, and the network may have found some room
        Task<LiteSendStatus> waiting = client.SendAsync(message).AsTask();
        for (int i = 0; i <= sent; i++)
            await _host.ReadAsync("/synth/data");
        Assert.Equal(LiteSendStatus.Sent, await waiting.WaitAsync(TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public async Task Messages_that_are_too_long_are_refused()
    {
        using LiteClient client = Start();
        Assert.Equal(LiteSendStatus.NotConnected, client.Send("/synth/data", 1));
        await AcceptAsync(client);
        Assert.Equal(LiteSendStatus.NotSendable, client.SendReliable("/synth/data", new byte[65_530]));
        Assert.Equal(LiteSendStatus.NotSendable, client.Send("/synth/data", new byte[65_480]));
    }

    [Theory]
    [InlineData("00000000")]
    [InlineData("ffffffff")]
    [InlineData("00010000")]
    [InlineData("00000010000000010000000000000000ffffffff")]
    public async Task A_host_that_sends_what_is_no_message_is_left_and_tried_again(string hex)
    {
        using LiteClient client = Start();
        await AcceptAsync(client);
        await _host.SendAsync(Convert.FromHexString(hex));
        await _host.WaitForEndAsync();
        await _host.AcceptAsync(2);
    }

    [Fact]
    public async Task Malformed_datagrams_and_messages_that_nobody_wants_do_no_harm()
    {
        using LiteClient client = Start();
        Recorder<int> got = new(1);
        client.AddMethod("/knob/turn", "i", m => got.Add(m.Int32(0)));
        await AcceptAsync(client);
        using UdpClient stranger = new(new IPEndPoint(IPAddress.Loopback, 0));
        stranger.Connect(IPAddress.Loopback, _host.ClientUdpPort);
        foreach (byte[] nonsense in new[] { [], new byte[3], new byte[400], "nonsense that is longer than a header"u8.ToArray() })
            await stranger.SendAsync(nonsense);
        await _host.SendAsync(Message("/knob/unknown", 1));
        await _host.SendAsync(Message("/other/turn", 1));
        await _host.SendAsync(Message("/knob/turn", "text"));
        await _host.SendAsync(Message("/knob/turn", 7));
        Assert.Equal([7], await got.All);
        Assert.Equal(3, client.Dropped);
    }

    [Fact]
    public async Task R4_12_A_host_is_found_by_multicast_DNS()
    {
        string ensemble = $"lite-{Guid.NewGuid():N}";
        await using MdnsClient mdns = new(new MdnsClientOptions { Interfaces = ["127.0.0.1"] });
        Publish(mdns, ensemble + "s", 1);   // another ensemble, where nobody listens
        Publish(mdns, ensemble, _host.TcpPort);
        using LiteClient client = LiteClient.Start(new LiteClientOptions { Ensemble = ensemble, Interfaces = ["127.0.0.1"] });
        await _host.AcceptAsync(1);
        await client.WaitForStateAsync(LiteState.Connected).WaitAsync(TimeSpan.FromSeconds(30));
        Assert.Equal(_host.Endpoint, client.Host);
    }

    [Fact]
    public void Options_have_the_documented_limits()
    {
        LiteClientOptions options = new() { Ensemble = "music" };
        options.Validate();
        LiteClientOptions[] wrong =
        [
            options with { Ensemble = "" },
            options with { Ensemble = new string('e', 64) },
            options with { MaxQueuedBytes = (1 << 16) - 1 },
            options with { MaxQueuedBytes = (1 << 30) + 1 },
            options with { MaxHeldMessages = 0 },
            options with { FirstPause = TimeSpan.Zero },
            options with { LongestPause = TimeSpan.FromSeconds(0.1) },
            options with { LongestPause = TimeSpan.FromHours(1.1) },
        ];
        Assert.All(wrong, bad => Assert.ThrowsAny<ArgumentException>(() => new LiteClient(bad)));
        Assert.ThrowsAny<ArgumentException>(() => LiteEndpoint.AtAddress("", 1));
        Assert.ThrowsAny<ArgumentException>(() => LiteEndpoint.AtAddress("host", 0));
        Assert.ThrowsAny<ArgumentException>(() => LiteEndpoint.AtAddress("host", 1, 65536));
        Assert.ThrowsAny<ArgumentException>(() => LiteEndpoint.AtWeb(new Uri("http://host/")));
    }

    [Fact]
    public void Endpoints_are_read_as_people_write_them()
    {
        Assert.Equal(LiteEndpoint.AtAddress("10.0.0.1", 41973), LiteEndpoint.Parse("10.0.0.1:41973"));
        Assert.Equal(LiteEndpoint.AtAddress("studio.local", 1, 65535), LiteEndpoint.Parse("studio.local:1:65535"));
        Assert.Equal(LiteEndpoint.AtWeb(new Uri("wss://studio/o2ws")), LiteEndpoint.Parse("wss://studio/o2ws"));
        Assert.All(["", "studio", "studio:0", "studio:x", "studio:1:", "studio:1:2:3", ":5", "http://studio/"], wrong => Assert.ThrowsAny<ArgumentException>(() => LiteEndpoint.Parse(wrong)));
    }

    [Fact]
    public async Task What_ended_a_client_in_the_background_is_thrown_when_it_is_disposed()
    {
        LiteClient client = Start();
        TaskCompletionSource isCalled = new(TaskCreationOptions.RunContinuationsAsynchronously);
        client.AddMethod("/knob/turn", null, _ =>
        {
            isCalled.SetResult();
            throw new InvalidOperationException("stuck");
        });
        await AcceptAsync(client);
        await _host.SendAsync(Message("/knob/turn", 1));
        await isCalled.Task.WaitAsync(TimeSpan.FromSeconds(30));
        _ = _host.WaitForEndAsync().ContinueWith(_ => _host.Hang(), TaskScheduler.Default);
        await Assert.ThrowsAsync<InvalidOperationException>(async () => await client.DisposeAsync());
    }

    public void Dispose() => _host.Dispose();

    private static LiteClientOptions Options(LiteEndpoint host) => new() { Ensemble = "music", Host = host };

    private LiteClient Start() => LiteClient.Start(Options(_host.Endpoint));

    private async Task AcceptAsync(LiteClient client)
    {
        await _host.AcceptAsync(1);
        await client.WaitForStateAsync(LiteState.Connected).WaitAsync(TimeSpan.FromSeconds(30));
    }

    private void Publish(MdnsClient mdns, string instance, int tcpPort) => mdns.Publish(new ServiceInstance
    {
        Name = instance,
        Type = DiscoveryRecord.ServiceType,
        Port = tcpPort,
        Txt = [.. DiscoveryRecord.CreateTxt(new ProcessInfo(new ProcessName(0, 0x7f000001, tcpPort), _host.UdpPort, ProtocolVersion.Current))],
        Claim = NameClaim.Unique,
    });

    private static void PollUntil(LiteClient client, Func<bool> condition)
    {
        CancellationTokenSource limit = new(TimeSpan.FromSeconds(30));
        while (!condition())
        {
            limit.Token.ThrowIfCancellationRequested();
            client.Poll();
            Thread.Yield();
        }
    }

    private static O2Message Message(string address, params ReadOnlySpan<O2Value> args) =>
        O2Message.Create(address, GlobalTime.Immediately, reliable: true, args);
}
