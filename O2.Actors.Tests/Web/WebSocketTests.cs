using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using O2.Protocol;
using O2.Web;

namespace O2.Actors.Tests.Web;

/// <summary>Pages in the ensemble: the text protocol over a WebSocket. In texts <c>|</c> stands for U+0003.</summary>
public sealed class WebSocketTests
{
    private const string Upgrade = "GET /o2ws HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n";

    [Fact]
    public async Task The_conversation_of_a_page_with_a_C_host_is_the_same_with_ours()
    {
        await using var host = await WebHost.StartAsync();
        var received = new Recorder<string>(expected: 1);
        host.Process.AddMethod("/a/fromws", "ifdts", m => received.Add(m.ToString()));
        host.Process.BecomeClockReference();
        using var page = await host.JoinAsync();

        await page.SendAsync("/_o2/ws/cs/get|iis|0|F|1|1|!_o2/cs/put|");
        Assert.Matches(@"^!_o2/cs/put\|it\|0\|F\|1\|[0-9.E-]+\|$", await page.ReceiveAsync());
        await page.SendAsync("!_o2/ws/cs/cs||0|T|");
        await page.SendAsync("!_o2/ws/sv|siisi|0|T|ws|1|1|;|0|");
        await page.SendAsync("!_o2/ws/sv|siisi|0|T|ws|1|1|;color:red;|0|");
        await page.SendAsync("!_o2/ws/sv|siisi|0|T|ws|1|0|a|0|");
        await page.SendAsync("!a/fromws|ifdts|0|T|1|2.5|3.25|4.5|str|");
        Assert.Equal("!ws/fromws|ifdts|0|T|1|2.5|3.25|4.5|str|", await page.ReceiveAsync());
        Assert.Equal("!a/fromws ifdts 1 2.5 3.25 4.5 \"str\"", (await received.All).Single());
        await page.SendAsync("/_o2/ws/st|s|0|T|a|");
        Assert.Equal("!_o2/st|si|0|T|a|4|", await page.ReceiveAsync());
        await page.SendAsync("/_o2/ws/ls||0|T|");
        var rows = new List<string>();
        do
            rows.Add((await page.ReceiveAsync())!);
        while (rows[^1] != "!_o2/ls|siss|0|T||0|||");
        Assert.Contains("!_o2/ls|siss|0|T|ws|6|_o2|color:red;|", rows);
        Assert.Contains($"!_o2/ls|siss|0|T|a|8|{host.Process.Name}|ws|", rows);
    }

    [Fact]
    public async Task Timed_messages_are_forwarded_at_once()
    {
        await using var host = await WebHost.StartAsync();
        host.Process.BecomeClockReference();
        using var page = await Offering(host, "ws");

        host.Process.SendReliable("!ws/timed", host.Process.Now + 1000, 42);

        Assert.EndsWith("|T|42|", await page.ReceiveAsync("!ws/timed|i|"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task D4_40_Pages_get_a_question_mark_for_what_they_cannot_read_and_all_types_when_they_ask()
    {
        await using var host = await WebHost.StartAsync();
        using var page = await Offering(host, "ws");
        O2Value[] args = [true, 'c', new byte[] { 1, 2, 3 }, O2Value.Midi(0x903C64), new float[] { 1, 2 }, O2Value.ArrayStart, 7, O2Value.ArrayEnd, "end"];

        host.Process.SendReliable("!ws/x", args);
        Assert.Equal("!ws/x|Bcbmvf[i]s|0|T|?|?|?|?|?|?|?|7|?|end|", await page.ReceiveAsync());
        await page.SendAsync("!_o2/ws/full||0|T|");
        await page.SendAsync("/_o2/ws/st|s|0|T|ws|");
        await page.ReceiveAsync("!_o2/st");
        host.Process.SendReliable("!ws/x", args);
        Assert.Equal("!ws/x|Bcbmvf[i]s|0|T|1|99|AQID|00903c64||1 2||7||end|", await page.ReceiveAsync());
    }

    [Fact]
    public async Task The_elements_of_a_bundle_come_one_by_one_none_before_its_time()
    {
        await using var host = await WebHost.StartAsync();
        host.Process.BecomeClockReference();
        using var page = await Offering(host, "ws");

        await host.Process.SendAsync(O2Message.CreateBundle(
            "ws", default, true, O2Message.Create("/ws/a", default, true, 1), O2Message.Create("/ws/b", new(host.Process.Now.Seconds + 1000), true)));

        Assert.Equal("/ws/a|i|0|T|1|", await page.ReceiveAsync());
        Assert.StartsWith("/ws/b||1", await page.ReceiveAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task D4_25_A_bridge_id_is_never_given_twice()
    {
        await using var host = await WebHost.StartAsync();
        using var page = await host.JoinAsync();
        var line = host.Process.AddBridge("line").Connect(new BridgeQueue());
        using var other = await host.JoinAsync();

        int[] ids = [.. host.Server.Bridge.Clients.Select(client => client.Id), line.Id];

        Assert.Equal((3, 3), (ids.Length, ids.Distinct().Count()));
    }

    [Fact]
    public async Task D4_26_After_the_server_has_stopped_nothing_of_it_is_left()
    {
        await using var host = await WebHost.StartAsync();
        using var page = await Offering(host, "ws");

        await host.Server.DisposeAsync();

        Assert.Equal((WebSocketCloseStatus.EndpointUnavailable, "the host has ended"), await page.UntilClosedAsync());
        Assert.Equal(ServiceStatus.Unknown, host.Process.Status("ws"));
        Assert.Empty(host.Server.Bridge.Clients);
        await using var again = await O2WebServer.StartAsync(host.Process, new O2WebOptions { Port = 0 });
    }

    [Fact]
    public async Task R4_34_An_upgrade_with_headers_in_any_case_and_with_any_blanks_is_accepted()
    {
        await using var host = await WebHost.StartAsync();
        using var socket = await host.ConnectAsync();

        await socket.SendAsync(Encoding.ASCII.GetBytes(
            "GET /any/path?x HTTP/1.1\r\nhost: localhost\r\nUPGRADE:   WebSocket\r\nconnection:keep-alive, upgrade\r\nsec-websocket-key:  dGhlIHNhbXBsZSBub25jZQ==\r\nSEC-WEBSOCKET-VERSION:13\r\n\r\n"));

        string answer = await ReadHeadAsync(socket);
        Assert.StartsWith("HTTP/1.1 101 ", answer, StringComparison.Ordinal);
        Assert.Contains("Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=", answer, StringComparison.Ordinal);
        Assert.DoesNotContain("Sec-WebSocket-Protocol", answer, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task D4_35_Texts_of_every_length_arrive()
    {
        await using var host = await WebHost.StartAsync();
        int[] lengths = [1, 80, 120, 128, 200, 255, 300, 384, 450, 511, 5000, 60_000];
        var received = new Recorder<int>(lengths.Length);
        host.Process.AddMethod("/a/text", "s", m => received.Add(m.Text(0).Length));
        using var page = await host.JoinAsync();

        foreach (int length in lengths)
            await page.SendAsync($"!a/text|s|0|T|{new string('x', length)}|");

        Assert.Equal(lengths, await received.All);
    }

    [Fact]
    public async Task D4_37_After_a_message_that_is_too_long_for_the_page_the_next_one_is_sent()
    {
        await using var host = await WebHost.StartAsync();
        using var page = await Offering(host, "ws");

        Assert.Equal(SendStatus.TooLarge, host.Process.SendReliable("!ws/long", new string('x', 70_000)));
        host.Process.SendReliable("!ws/short", 1);

        Assert.Equal("!ws/short|i|0|T|1|", await page.ReceiveAsync());
    }

    [Fact]
    public async Task R4_38_A_message_that_has_no_text_is_lost_and_the_next_one_is_sent()
    {
        await using var host = await WebHost.StartAsync();
        using var page = await Offering(host, "ws");

        host.Process.SendReliable("!ws/x", "a\u0003b");
        host.Process.SendReliable("!ws/x", 1);

        Assert.Equal("!ws/x|i|0|T|1|", await page.ReceiveAsync());
    }

    [Theory]
    [InlineData("/_o2/ws/dy|s|0|T|other|", "the ensemble here is 'stage'")]
    [InlineData("/_o2/ws/dy|i|0|T|1|", "the first message has to be /_o2/ws/dy with the ensemble")]
    [InlineData("!_o2/ws/sv|siisi|0|T|ws|1|1|;|0|", "the first message has to be /_o2/ws/dy with the ensemble")]
    [InlineData("/a/b|i|0|T|1|", "the first message has to be /_o2/ws/dy with the ensemble")]
    public async Task D4_43_A_wrong_first_message_ends_the_connection_and_harms_nobody_else(string first, string reason)
    {
        await using var host = await WebHost.StartAsync();
        var received = new Recorder<string>(expected: 1);
        host.Process.AddMethod("/a/b", null, m => received.Add(m.ToString()));
        using var other = await host.JoinAsync();
        using var page = await host.OpenAsync();

        await page.SendAsync(first);

        Assert.Equal((WebSocketCloseStatus.PolicyViolation, reason), await page.UntilClosedAsync());
        await other.SendAsync("/a/b|s|0|T|mine|");
        Assert.Equal("/a/b s \"mine\"", (await received.All).Single());
        Assert.Single(host.Server.Bridge.Clients);
    }

    [Fact]
    public async Task D4_44_A_page_whose_connection_ends_without_a_close_frame_is_gone_at_once_with_its_services()
    {
        await using var host = await WebHost.StartAsync();
        var page = await Offering(host, "ws");

        page.Socket.Abort();

        await host.Process.UntilService("ws", ServiceStatus.Unknown);
        Assert.Empty(host.Server.Bridge.Clients);
    }

    [Fact]
    public async Task A_page_that_closes_is_answered()
    {
        await using var host = await WebHost.StartAsync();
        using var page = await Offering(host, "ws");

        await page.Socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);

        Assert.Equal(WebSocketCloseStatus.NormalClosure, (await page.UntilClosedAsync()).Status);
        await host.Process.UntilService("ws", ServiceStatus.Unknown);
    }

    [Fact]
    public async Task R4_19_Properties_without_the_leading_semicolon_are_understood()
    {
        await using var host = await WebHost.StartAsync();
        using var page = await host.JoinAsync();

        await page.SendAsync("!_o2/ws/sv|siisi|0|T|ws|1|1|color:red;|0|");

        await host.Process.UntilService("ws", ServiceStatus.BridgeNoTime);
        await page.SendAsync("/_o2/ws/ls||0|T|");
        Assert.EndsWith("|_o2|color:red;|", await page.ReceiveAsync("!_o2/ls|siss|0|T|ws|"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fragments_are_put_together()
    {
        await using var host = await WebHost.StartAsync();
        using var page = await host.OpenAsync();
        byte[] text = Encoding.UTF8.GetBytes("/_o2/ws/dy\u0003s\u00030\u0003T\u0003stage\u0003");

        await page.SendAsync(text[..7], WebSocketMessageType.Text, isLast: false);
        await page.SendAsync([], WebSocketMessageType.Text, isLast: false);
        await page.SendAsync(text[7..], WebSocketMessageType.Text);

        Assert.StartsWith("!_o2/id", await page.ReceiveAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fragments_without_end_are_refused()
    {
        await using var host = await WebHost.StartAsync(new O2WebOptions { MaxTextBytes = 4096 });
        using var page = await host.JoinAsync();

        for (int i = 0; i < 5; i++)
            await page.SendAsync(new byte[1000], WebSocketMessageType.Text, isLast: false);

        Assert.Equal(WebSocketCloseStatus.MessageTooBig, (await page.UntilClosedAsync()).Status);
    }

    [Fact]
    public async Task A_binary_frame_ends_the_connection()
    {
        await using var host = await WebHost.StartAsync();
        using var page = await host.JoinAsync();

        await page.SendAsync([1, 2, 3], WebSocketMessageType.Binary);

        Assert.Equal((WebSocketCloseStatus.InvalidMessageType, "messages are text"), await page.UntilClosedAsync());
    }

    [Fact]
    public async Task A_text_that_is_no_message_ends_the_connection_and_one_with_a_wrong_value_is_dropped()
    {
        await using var host = await WebHost.StartAsync();
        using var page = await host.JoinAsync();

        await page.SendAsync("/a/b|i|0|T|one|");
        await page.SendAsync("/_o2/ws/st|s|0|T|a|");
        Assert.Equal("!_o2/st|si|0|T|a|-1|", await page.ReceiveAsync());
        await page.SendAsync("hello");

        Assert.Equal(WebSocketCloseStatus.InvalidPayloadData, (await page.UntilClosedAsync()).Status);
    }

    [Theory]
    [InlineData("810568656c6c6f")]                 // not masked
    [InlineData("c18500000000" + "68656c6c6f")]    // a reserved bit
    [InlineData("818500000000" + "fffefffeff")]    // not UTF-8
    [InlineData("838500000000" + "68656c6c6f")]    // a reserved opcode
    [InlineData("808500000000" + "68656c6c6f")]    // a continuation of nothing
    [InlineData("89fe00ff00000000")]               // a ping that is too long
    [InlineData("81ffffffffffffffffff00000000")]   // a length of 2^64 - 1
    [InlineData("81ff7fffffffffffffff0000000000")] // a length of 2^63 - 1
    public async Task A_frame_that_breaks_the_rules_ends_the_connection_and_others_are_served(string frame)
    {
        await using var host = await WebHost.StartAsync(new O2WebOptions { ClientTimeout = TimeSpan.FromSeconds(2) });
        using var socket = await host.ConnectAsync();
        await socket.SendAsync(Encoding.ASCII.GetBytes(Upgrade + "\r\n"));
        await ReadHeadAsync(socket);

        await socket.SendAsync(Convert.FromHexString(frame));

        await UntilEndAsync(socket);
        using var page = await host.JoinAsync();
        Assert.Single(host.Server.Bridge.Clients);
    }

    [Fact]
    public async Task A_connection_that_does_not_introduce_itself_is_given_up()
    {
        await using var host = await WebHost.StartAsync(new O2WebOptions { ClientTimeout = TimeSpan.FromSeconds(1) });
        using var socket = await host.ConnectAsync();
        await socket.SendAsync(Encoding.ASCII.GetBytes(Upgrade + "\r\n"));
        await ReadHeadAsync(socket);

        await UntilEndAsync(socket);
    }

    [Fact]
    public async Task A_page_that_gives_no_sign_of_life_is_gone_with_its_services()
    {
        await using var host = await WebHost.StartAsync(new O2WebOptions { ClientTimeout = TimeSpan.FromSeconds(1) });
        using var socket = await host.ConnectAsync();   // its pings are never answered, as when the cable is pulled
        await socket.SendAsync(Encoding.ASCII.GetBytes(Upgrade + "\r\n"));
        await ReadHeadAsync(socket);
        await socket.SendAsync(Masked("/_o2/ws/dy|s|0|T|stage|"));
        await socket.SendAsync(Masked("!_o2/ws/sv|siisi|0|T|ws|1|1|;|0|"));
        await host.Process.UntilService("ws", ServiceStatus.BridgeNoTime);

        await host.Process.UntilService("ws", ServiceStatus.Unknown);
    }

    [Fact]
    public async Task A_page_that_does_not_read_blocks_its_senders_and_nobody_else_and_is_gone_in_the_end()
    {
        await using var host = await WebHost.StartAsync(new O2WebOptions { ClientTimeout = TimeSpan.FromSeconds(2), MaxQueuedBytesPerClient = 1 << 16 });
        using var slow = await Offering(host, "slow");
        using var quick = await Offering(host, "quick");
        string text = new('x', 30_000);

        while (host.Process.TrySend(O2Message.Create("!slow/x", default, true, text)) != SendStatus.Blocked)
            await Task.Yield();
        host.Process.SendReliable("!quick/x", 1);

        Assert.Equal("!quick/x|i|0|T|1|", await quick.ReceiveAsync());
        await host.Process.UntilService("slow", ServiceStatus.Unknown);
        Assert.Equal(ServiceStatus.BridgeNoTime, host.Process.Status("quick"));
    }

    [Theory]
    [InlineData(null, true)]
    [InlineData("http://127.0.0.1:{port}", true)]
    [InlineData("http://127.0.0.1", false)]
    [InlineData("https://127.0.0.1:{port}", false)]
    [InlineData("https://band.example", true)]
    [InlineData("https://evil.example", false)]
    [InlineData("null", false)]
    public async Task Only_pages_of_allowed_origins_may_join(string? origin, bool isAllowed)
    {
        await using var host = await WebHost.StartAsync(new O2WebOptions { AllowedOrigins = ["https://band.example"] });
        origin = origin?.Replace("{port}", $"{host.Server.Address.Port}", StringComparison.Ordinal);

        if (isAllowed)
            (await host.OpenAsync(origin: origin)).Dispose();
        else
            Assert.Contains("403", (await Assert.ThrowsAsync<WebSocketException>(() => host.OpenAsync(origin: origin))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_of_the_Internet_does_not_pass_as_ours_by_a_name_that_points_here()
    {
        await using var host = await WebHost.StartAsync();

        using var socket = await host.ConnectAsync();

        await socket.SendAsync(Encoding.ASCII.GetBytes(Upgrade.Replace("localhost", "evil.example", StringComparison.Ordinal) + "Origin: http://evil.example\r\n\r\n"));

        Assert.StartsWith("HTTP/1.1 403 ", await ReadHeadAsync(socket), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_page_more_than_allowed_is_refused()
    {
        await using var host = await WebHost.StartAsync(new O2WebOptions { MaxClients = 2 });
        using var one = await host.JoinAsync();
        using var two = await host.JoinAsync();

        await Assert.ThrowsAnyAsync<WebSocketException>(() => host.OpenAsync());
        one.Socket.Abort();
        await host.Process.Until(() => host.Server.Bridge.Clients.Count == 1);
    }

    /// <summary>A page that has joined and offers a service.</summary>
    private static async Task<Page> Offering(WebHost host, string service)
    {
        var page = await host.JoinAsync();
        await page.SendAsync($"!_o2/ws/sv|siisi|0|T|{service}|1|1|;|0|");
        await host.Process.Until(() => host.Process.Status(service) != ServiceStatus.Unknown);
        return page;
    }

    private static byte[] Masked(string text)
    {
        byte[] payload = Encoding.UTF8.GetBytes(text.Replace('|', '\u0003'));
        return [0x81, (byte)(0x80 | payload.Length), 0, 0, 0, 0, .. payload];
    }

    private static async Task<string> ReadHeadAsync(Socket socket)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var head = new StringBuilder();
        byte[] one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await socket.ReceiveAsync(one, patience.Token) > 0)
            head.Append((char)one[0]);
        return head.ToString();
    }

    private static async Task UntilEndAsync(Socket socket)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        byte[] piece = new byte[4096];
        try
        {
            while (await socket.ReceiveAsync(piece, patience.Token) > 0)
            {
            }
        }
        catch (SocketException e) when (e.SocketErrorCode == SocketError.ConnectionReset)
        {
            // The end, too.
        }
    }
}
