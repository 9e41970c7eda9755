using System.Buffers.Binary;
using System.Net;
using System.Net.Sockets;
using O2.Actors.Tests.Vectors;
using O2.Lite;
using O2.Protocol;
using O2.Protocol.Lite;

namespace O2.Actors.Tests.Lite;

/// <summary>A host of bare sockets, which does what a test says and nothing else.</summary>
internal sealed class ScriptedHost : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly TcpListener _listener;
    private readonly UdpClient _udp = new(new IPEndPoint(IPAddress.Loopback, 0));
    private TcpClient? _client;

    public ScriptedHost(int port = 0)
    {
        _listener = new TcpListener(IPAddress.Loopback, port);
        _listener.Server.SetSocketOption(SocketOptionLevel.Socket, SocketOptionName.ReuseAddress, true);
        _listener.Start();
    }

    public int TcpPort => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public int UdpPort => ((IPEndPoint)_udp.Client.LocalEndPoint!).Port;

    public LiteEndpoint Endpoint => LiteEndpoint.AtAddress("127.0.0.1", TcpPort, UdpPort);

    /// <summary>The UDP port that the client has named in con.</summary>
    public int ClientUdpPort { get; private set; }

    /// <summary>The next frame of the client as it came, with its length.</summary>
    public async Task<byte[]> ReadFrameAsync()
    {
        using CancellationTokenSource limit = new(Patience);
        byte[] frame = new byte[4];
        await _client!.GetStream().ReadExactlyAsync(frame, limit.Token);
        Array.Resize(ref frame, 4 + BinaryPrimitives.ReadInt32BigEndian(frame));
        await _client.GetStream().ReadExactlyAsync(frame.AsMemory(4), limit.Token);
        return frame;
    }

    /// <summary>The next message of the client by TCP.</summary>
    public async Task<O2Message> ReadAsync() => Wire.Decode((await ReadFrameAsync()).AsSpan(4));

    /// <summary>The next message of the client by TCP to an address; others are passed over.</summary>
    public async Task<O2Message> ReadAsync(string address)
    {
        O2Message message;
        do message = await ReadAsync();
        while (message.Address.Text != address);
        return message;
    }

    /// <summary>The next datagram of the client.</summary>
    public async Task<byte[]> ReadDatagramAsync()
    {
        using CancellationTokenSource limit = new(Patience);
        return (await _udp.ReceiveAsync(limit.Token)).Buffer;
    }

    /// <summary>Waits until the client connects, and returns its first frame.</summary>
    public async Task<byte[]> AcceptAsync()
    {
        using CancellationTokenSource limit = new(Patience);
        _client?.Dispose();
        _client = await _listener.AcceptTcpClientAsync(limit.Token);
        byte[] con = await ReadFrameAsync();
        Assert.True(LiteClientMessages.TryReadConnect(Wire.Decode(con.AsSpan(4)), out _, out int port));
        ClientUdpPort = port;
        return con;
    }

    /// <summary>Waits until the client connects, and takes it in.</summary>
    public async Task AcceptAsync(int id)
    {
        await AcceptAsync();
        await SendAsync(LiteHostMessages.CreateBridgeId(id));
    }

    /// <summary>Answers questions for the time until the client sends something by TCP; that is more than five when the machine is slow.</summary>
    /// <returns>The datagrams of the client, and its frame.</returns>
    public async Task<(List<byte[]> Questions, byte[] Frame)> SynchronizeAsync(double time)
    {
        List<byte[]> questions = [];
        Task<byte[]> frame = ReadFrameAsync();
        Task<byte[]> question = ReadDatagramAsync();
        while (await Task.WhenAny(frame, question) == question)
        {
            questions.Add(await question);
            question = ReadDatagramAsync();
            int number = Wire.Decode(questions[^1]).AsView().Int32(1);
            await SendDatagramAsync(LiteHostMessages.CreateClockAnswer(O2Address.Parse("!_o2/cs/put"), number, new(time)));
        }

        return (questions, await frame);
    }

    public async Task SendAsync(O2Message message) => await SendAsync(Wire.EncodeTcp(message));

    public async Task SendAsync(ReadOnlyMemory<byte> bytes) => await _client!.GetStream().WriteAsync(bytes);

    public async Task SendDatagramAsync(O2Message message) =>
        await _udp.SendAsync(Wire.EncodeUdp(message), new IPEndPoint(IPAddress.Loopback, ClientUdpPort));

    /// <summary>Waits until the client has closed the connection.</summary>
    public async Task WaitForEndAsync()
    {
        using CancellationTokenSource limit = new(Patience);
        byte[] rest = new byte[4096];
        while (await _client!.GetStream().ReadAsync(rest, limit.Token) > 0)
        {
        }
    }

    /// <summary>Ends the connection; at once and without order when it is to be reset.</summary>
    public void Hang(bool reset = false)
    {
        if (reset)
            _client!.LingerState = new LingerOption(true, 0);
        _client!.Dispose();
    }

    public void Dispose()
    {
        _client?.Dispose();
        _listener.Dispose();
        _udp.Dispose();
    }
}
