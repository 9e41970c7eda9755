using System.Net;
using System.Net.Sockets;
using O2.Actors.Tests.Discovery;
using O2.Protocol;

namespace O2.Actors.Tests.Gateways;

/// <summary>Another process as bare loopback sockets: it says exactly what a test gives it, and nothing by itself.</summary>
/// <remarks>Its public address makes its name the higher one of every pair, so that a real process connects to it.</remarks>
internal sealed class RawPeer : IDisposable
{
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private const uint HighestAddress = 0xffffffff;
    private readonly Socket _listener = new(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
    private readonly Socket _datagrams = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
    private readonly string _ensemble;

    public RawPeer(string ensemble)
    {
        _ensemble = ensemble;
        _listener.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        _listener.Listen();
        _datagrams.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        Address = (IPEndPoint)_listener.LocalEndPoint!;
        var name = new ProcessName(HighestAddress, IpNumber.FromAddress(IPAddress.Loopback), Address.Port);
        Info = new ProcessInfo(name, ((IPEndPoint)_datagrams.LocalEndPoint!).Port, ProtocolVersion.Current);
    }

    /// <summary>What it tells about itself.</summary>
    public ProcessInfo Info { get; init; }

    /// <summary>What the process told about itself that has introduced itself last.</summary>
    public ProcessInfo Other { get; private set; } = null!;

    /// <summary>Where it listens.</summary>
    public IPEndPoint Address { get; }

    /// <summary>Starts a process that asks this peer to connect, and takes from that what the process tells about itself.</summary>
    public async Task<O2Process> StartProcessAsync(O2ProcessOptions? options = null)
    {
        var process = await O2Process.StartAsync((options ?? Ensembles.Options(_ensemble)) with { Peers = [Address] });
        using var callback = await AcceptAsync();
        var introduction = await callback.ReceiveAsync();
        Assert.True(Introduction.TryRead(introduction, out var read));
        Other = read.Process;
        return process;
    }

    /// <summary>Starts a process that uses this peer as its hub, and calls it as soon as the test looks its host name up.</summary>
    public Task<O2Process> StartHubClientAsync(Task<IPAddress> lookup) => O2Process.StartAsync(Ensembles.Options(_ensemble) with
    {
        Hub = new DnsEndPoint("hub.example", Address.Port),
        Environment = NameServer.Environment((_, _) => lookup),
    });

    /// <summary>Accepts the connection of a process that uses this peer as its hub, and takes from it what the process tells about itself.</summary>
    public async Task<RawConnection> AcceptHubClientAsync()
    {
        var connection = await AcceptAsync();
        Other = (await connection.PeekIntroductionAsync()).Process;
        return connection;
    }

    public O2Message Introduce(IntroductionKind kind) => new Introduction(_ensemble, Info, kind).ToMessage();

    /// <summary>An announcement of services of this peer.</summary>
    public O2Message Announce(params IEnumerable<string> services) =>
        ServiceAnnouncement.CreateMessages(Info.Name, [.. services.Select(s => AnnouncedGroup.NewService(s, ServiceProperties.Empty))]).Single();

    /// <summary>A message to a process, by the name under which it knows itself.</summary>
    public O2Message Message(string address, params ReadOnlySpan<O2Value> args) => O2Message.Create(address, GlobalTime.Immediately, reliable: true, args);

    public async Task<RawConnection> AcceptAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        return new RawConnection(await _listener.AcceptAsync(patience.Token));
    }

    /// <summary>Accepts a connection that is to last; a process that was told this peer's address may ask for one again meanwhile, over others.</summary>
    public async Task<RawConnection> AcceptLastingAsync()
    {
        while (true)
        {
            var connection = await AcceptAsync();
            if ((await connection.PeekIntroductionAsync()).Kind == IntroductionKind.Connect)
                return connection;
            connection.Dispose();
        }
    }

    public static async Task<RawConnection> ConnectAsync(O2Process process)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, process.Name.TcpPort);
        return new RawConnection(socket);
    }

    /// <summary>Joins as client: introduces itself, announces the services, and reads the other side's first announcement.</summary>
    public async Task<RawConnection> JoinAsync(O2Process process, params string[] services)
    {
        var connection = await ConnectAsync(process);
        await connection.SendAsync(Introduce(IntroductionKind.Connect), Announce(services));
        await connection.ReceiveUntilAsync("!_o2/sv");
        return connection;
    }

    /// <summary>Asks a process to connect, and reads what it says before its announcement. It has not been answered yet.</summary>
    public async Task<RawConnection> BecomeServerAsync(O2Process process)
    {
        using (var temporary = await ConnectAsync(process))
        {
            await temporary.SendAsync(Introduce(IntroductionKind.Callback));
            await temporary.ReceiveEndAsync();
        }

        var lasting = await AcceptLastingAsync();
        Assert.True(Introduction.TryRead(await lasting.ReceiveAsync(), out var introduction));
        Other = introduction.Process;
        await lasting.ReceiveUntilAsync("!_o2/sv");
        return lasting;
    }

    /// <summary>Sends a datagram to the process that has introduced itself last.</summary>
    public async Task SendDatagramAsync(ReadOnlyMemory<byte> bytes) =>
        await _datagrams.SendToAsync(bytes, new IPEndPoint(IPAddress.Loopback, Other.UdpPort));

    public Task SendDatagramAsync(O2Message message)
    {
        byte[] bytes = new byte[MessageEncoder.GetUdpSize(message)];
        MessageEncoder.WriteUdp(message, bytes);
        return SendDatagramAsync(bytes);
    }

    /// <summary>The next datagram. None may be empty (R3.74).</summary>
    public async Task<O2Message> ReceiveDatagramAsync()
    {
        using var patience = new CancellationTokenSource(Patience);
        return RawConnection.Decode(await ReceiveDatagramAsync(patience.Token));
    }

    /// <summary>The bytes of the next datagram.</summary>
    public async Task<byte[]> ReceiveDatagramAsync(CancellationToken cancellation)
    {
        byte[] buffer = new byte[ProtocolLimits.MaxDatagramBytes];
        int length = await _datagrams.ReceiveAsync(buffer, cancellation);
        Assert.NotEqual(0, length);
        return buffer[..length];
    }

    public void Dispose()
    {
        _listener.Dispose();
        _datagrams.Dispose();
    }
}
