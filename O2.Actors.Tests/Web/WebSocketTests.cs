using System.Net.WebSockets;
using System.Text;
using O2.Protocol;
using O2.Web;

namespace O2.Actors.Tests.Web;

/// <summary>Pages in the ensemble: the text protocol over a WebSocket. In texts <c>|</c> stands for U+0003.</summary>
public sealed class WebSocketTests
{
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
        using var page = await host.OfferAsync("ws");

        host.Process.SendReliable("!ws/timed", host.Process.Now + 1000, 42);

        Assert.EndsWith("|T|42|", await page.ReceiveAsync("!ws/timed|i|"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task D4_40_Pages_get_a_question_mark_for_what_they_cannot_read_and_all_types_when_they_ask()
    {
        await using var host = await WebHost.StartAsync();
        using var page = await host.OfferAsync("ws");
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
        using var page = await host.OfferAsync("ws");

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
        using var page = await host.OfferAsync("ws");

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

        string answer = await WebHost.ReadHeadAsync(socket);
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
        using var page = await host.OfferAsync("ws");

        Assert.Equal(SendStatus.TooLarge, host.Process.SendReliable("!ws/long", new string('x', 70_000)));
        host.Process.SendReliable("!ws/short", 1);

        Assert.Equal("!ws/short|i|0|T|1|", await page.ReceiveAsync());
    }

    [Fact]
    public async Task R4_38_A_message_that_has_no_text_is_lost_and_the_next_one_is_sent()
    {
        await using var host = await WebHost.StartAsync();
        using var page = await host.OfferAsync("ws");

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
        var page = await host.OfferAsync("ws");

        page.Socket.Abort();

        await host.Process.UntilService("ws", ServiceStatus.Unknown);
        Assert.Empty(host.Server.Bridge.Clients);
    }

    [Fact]
    public async Task A_page_that_closes_is_answered()
    {
        await using var host = await WebHost.StartAsync();
        using var page = await host.OfferAsync("ws");

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
}
