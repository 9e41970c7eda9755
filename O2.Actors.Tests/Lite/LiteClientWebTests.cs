using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Security.Cryptography;
using System.Text;
using O2.Lite;
using O2.Protocol;

namespace O2.Actors.Tests.Lite;

/// <summary>The client over a WebSocket, against a host that does what the test says.</summary>
public sealed class LiteClientWebTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private TcpClient? _connection;
    private WebSocket? _socket;

    public LiteClientWebTests() => _listener.Start();

    [Fact]
    public async Task The_client_says_what_the_reference_page_says()
    {
        using LiteClient client = Start();
        client.AddService("ws");
        client.SetProperty("ws", "color", "red");
        client.Tap("a", "ws");
        await AcceptAsync();
        Assert.Equal("/_o2/ws/dy|s|0|T|gold|", await ReadAsync());
        await SendAsync("!_o2/id|i|0|T|1|");
        Assert.Equal("!_o2/ws/full||0|T|", await ReadAsync());   // ours
        Assert.Equal("!_o2/ws/sv|siisi|0|T|ws|1|1|;color:red;|0|", await ReadAsync());
        Assert.Equal("!_o2/ws/sv|siisi|0|T|ws|1|0|a|0|", await ReadAsync());
        for (int i = 1; i <= 5; i++)
        {
            Assert.Equal($"/_o2/ws/cs/get|iis|0|F|1|{i}|!_o2/cs/put|", await ReadAsync());
            await SendAsync($"!_o2/cs/put|it|0|F|{i}|20.5|");
        }

        Assert.Equal("!_o2/ws/cs/cs||0|T|", await ReadAsync());
        client.SendReliable("!a/fromws", 1, 2.5f, 3.25, "str");
        Assert.Equal("!a/fromws|ifds|0|T|1|2.5|3.25|str|", await ReadAsync());
        client.Send("/a/udp", 42);
        Assert.Equal("/a/udp|i|0|F|42|", await ReadAsync());
        Task<ServiceStatus> status = client.StatusAsync("a");
        Assert.Equal("/_o2/ws/st|s|0|T|a|", await ReadAsync());
        await SendAsync("!_o2/st|si|0|T|a|4|");
        Assert.Equal(ServiceStatus.Local, await status.WaitAsync(Patience));
        Task<IReadOnlyList<ServiceListing>> list = client.ServicesAsync();
        Assert.Equal("/_o2/ws/ls||0|T|", await ReadAsync());
        await SendAsync("!_o2/ls|siss|0|T|a|8|@00000000:7f000001:b439|ws|");
        await SendAsync("!_o2/ls|siss|0|T||0|||");
        Assert.Equal([new("a", ServiceStatus.Tap, "@00000000:7f000001:b439", "ws", null)], await list.WaitAsync(Patience));
    }

    [Fact]
    public async Task Messages_come_whole_in_parts_and_large()
    {
        using LiteClient client = Start();
        Recorder<string> got = new(3);
        client.AddMethod("/ws/text", "s", m => got.Add(m.Text(0)));
        await AcceptAsync();
        await SendAsync("!_o2/id|i|0|T|1|");
        string large = new('x', 60_000);
        await SendAsync("!ws/text|s|0|T|whole|");
        await SendAsync("!ws/text|s|0|T|in ", end: false);
        await SendAsync("parts|");
        await SendAsync($"!ws/text|s|0|T|{large}|");
        Assert.Equal(["whole", "in parts", large], await got.All);
    }

    [Fact]
    public async Task R4_36_A_frame_that_a_host_in_C_would_misread_is_filled()
    {
        using LiteClient client = Start();
        await AcceptAsync();
        await SendAsync("!_o2/id|i|0|T|1|");
        await client.WaitForStateAsync(LiteState.Connected).WaitAsync(Patience);
        for (int length = 100; length < 600; length += 50)
            client.SendReliable("/a/text", new string('x', length));
        for (int length = 100; length < 600; length += 50)
        {
            string text;
            do text = await ReadAsync();
            while (!text.StartsWith("/a/text", StringComparison.Ordinal));
            Assert.Contains(new string('x', length), text);
            Assert.True(text.Length % 256 < 128, $"A frame has {text.Length} bytes.");
        }
    }

    [Fact]
    public async Task R4_38_A_string_with_the_separator_is_refused()
    {
        using LiteClient client = Start();
        await AcceptAsync();
        await SendAsync("!_o2/id|i|0|T|1|");
        await client.WaitForStateAsync(LiteState.Connected).WaitAsync(Patience);
        Assert.Equal(LiteSendStatus.NotSendable, client.Send("/a/text", "a\u0003b"));
        Assert.Equal(LiteSendStatus.NotSendable, client.Send("/a/text", new string('x', 65_000), new string('x', 600)));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_lost_host_is_found_again(bool closesInOrder)
    {
        using LiteClient client = Start();
        client.AddService("ws");
        for (int connection = 1; connection <= 3; connection++)
        {
            await AcceptAsync();
            Assert.Equal("/_o2/ws/dy|s|0|T|gold|", await ReadAsync());
            await SendAsync($"!_o2/id|i|0|T|{connection}|");
            Assert.Equal("!_o2/ws/full||0|T|", await ReadAsync());
            Assert.Equal("!_o2/ws/sv|siisi|0|T|ws|1|1||0|", await ReadAsync());
            if (closesInOrder)
                await _socket!.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
            else
                _connection!.Dispose();
        }
    }

    [Fact]
    public async Task Leaving_closes_the_connection_in_order()
    {
        LiteClient client = Start();
        await AcceptAsync();
        await SendAsync("!_o2/id|i|0|T|1|");
        await client.WaitForStateAsync(LiteState.Connected).WaitAsync(Patience);
        client.Send("/a/last", 1);
        Task leaving = client.DisposeAsync().AsTask();
        while (await ReadAsync() is { Length: > 0 } text)
            Assert.DoesNotContain("never", text);
        Assert.Equal(WebSocketCloseStatus.NormalClosure, _socket!.CloseStatus);
        await _socket.CloseOutputAsync(WebSocketCloseStatus.NormalClosure, null, CancellationToken.None);
        await leaving.WaitAsync(Patience);
    }

    [Fact]
    public async Task A_server_that_is_no_host_is_left_and_tried_again()
    {
        using LiteClient client = Start();
        for (int attempt = 0; attempt < 2; attempt++)
        {
            using TcpClient connection = await _listener.AcceptTcpClientAsync().WaitAsync(Patience);
            await ReadHeadAsync(connection);
            await connection.GetStream().WriteAsync("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"u8.ToArray());
        }

        await AcceptAsync();
        Assert.StartsWith("/_o2/ws/dy", await ReadAsync());
        Assert.NotNull(client.Problem);
    }

    public void Dispose()
    {
        _connection?.Dispose();
        _listener.Dispose();
    }

    private LiteClient Start() => LiteClient.Start(new LiteClientOptions
    {
        Ensemble = "gold",
        Host = LiteEndpoint.AtWeb(new Uri($"ws://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/o2ws")),
    });

    private async Task AcceptAsync()
    {
        _connection?.Dispose();
        _connection = await _listener.AcceptTcpClientAsync().WaitAsync(Patience);
        string head = await ReadHeadAsync(_connection);
        string key = head.Split("Sec-WebSocket-Key: ")[1].Split("\r\n")[0];
        string accept = Convert.ToBase64String(SHA1.HashData(Encoding.ASCII.GetBytes(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11")));
        string answer = $"HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: {accept}\r\n\r\n";
        await _connection.GetStream().WriteAsync(Encoding.ASCII.GetBytes(answer));
        _socket = WebSocket.CreateFromStream(_connection.GetStream(), isServer: true, subProtocol: null, Timeout.InfiniteTimeSpan);
    }

    private static async Task<string> ReadHeadAsync(TcpClient connection)
    {
        StringBuilder head = new();
        byte[] one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal))
        {
            await connection.GetStream().ReadExactlyAsync(one).AsTask().WaitAsync(Patience);
            head.Append((char)one[0]);
        }

        return head.ToString();
    }

    /// <summary>The next frame, with bars for U+0003; empty when the client has closed.</summary>
    private async Task<string> ReadAsync()
    {
        byte[] frame = new byte[1 << 17];
        int length = 0;
        ValueWebSocketReceiveResult part;
        do
        {
            part = await _socket!.ReceiveAsync(frame.AsMemory(length), CancellationToken.None).AsTask().WaitAsync(Patience);
            length += part.Count;
        }
        while (!part.EndOfMessage);
        return Encoding.UTF8.GetString(frame, 0, length).Replace('\u0003', '|');
    }

    private Task SendAsync(string text, bool end = true) =>
        _socket!.SendAsync(Encoding.UTF8.GetBytes(text.Replace('|', '\u0003')), WebSocketMessageType.Text, end, CancellationToken.None);
}
