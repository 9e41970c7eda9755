using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using O2.Protocol;
using O2.Web;

namespace O2.Actors.Tests.Web;

/// <summary>Pages, and what pretends to be one, that break the rules, fall silent, or come from elsewhere. In texts <c>|</c> stands for U+0003.</summary>
public sealed class HostileWebSocketTests
{
    private const string Upgrade = "GET /o2ws HTTP/1.1\r\nHost: localhost\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n";

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
        await WebHost.ReadHeadAsync(socket);

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
        await WebHost.ReadHeadAsync(socket);

        await UntilEndAsync(socket);
    }

    [Fact]
    public async Task A_page_that_gives_no_sign_of_life_is_gone_with_its_services()
    {
        await using var host = await WebHost.StartAsync(new O2WebOptions { ClientTimeout = TimeSpan.FromSeconds(1) });
        using var socket = await host.ConnectAsync();   // its pings are never answered, as when the cable is pulled
        await socket.SendAsync(Encoding.ASCII.GetBytes(Upgrade + "\r\n"));
        await WebHost.ReadHeadAsync(socket);
        await socket.SendAsync(Masked("/_o2/ws/dy|s|0|T|stage|"));
        await socket.SendAsync(Masked("!_o2/ws/sv|siisi|0|T|ws|1|1|;|0|"));
        await host.Process.UntilService("ws", ServiceStatus.BridgeNoTime);

        await host.Process.UntilService("ws", ServiceStatus.Unknown);
    }

    [Fact]
    public async Task A_page_that_does_not_read_blocks_its_senders_and_nobody_else_and_is_gone_in_the_end()
    {
        await using var host = await WebHost.StartAsync(new O2WebOptions { ClientTimeout = TimeSpan.FromSeconds(2), MaxQueuedBytesPerClient = 1 << 16 });
        using var slow = await host.OfferAsync("slow");
        using var quick = await host.OfferAsync("quick");
        string text = new('x', 30_000);

        while (host.Process.TrySend(O2Message.Create("!slow/x", default, true, text)) != SendStatus.Blocked)
            await Task.Yield();
        host.Process.SendReliable("!quick/x", 1);

        Assert.Equal("!quick/x|i|0|T|1|", await quick.ReceiveAsync());
        var next = quick.ReceiveAsync();   // pings are answered while it reads
        await host.Process.UntilService("slow", ServiceStatus.Unknown);
        host.Process.SendReliable("!quick/x", 2);
        Assert.Equal("!quick/x|i|0|T|2|", await next);
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

        Assert.StartsWith("HTTP/1.1 403 ", await WebHost.ReadHeadAsync(socket), StringComparison.Ordinal);
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

    private static byte[] Masked(string text)
    {
        byte[] payload = Encoding.UTF8.GetBytes(text.Replace('|', '\u0003'));
        return [0x81, (byte)(0x80 | payload.Length), 0, 0, 0, 0, .. payload];
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
