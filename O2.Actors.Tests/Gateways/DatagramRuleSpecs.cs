using System.Net;
using System.Net.Sockets;
using O2.Protocol;

namespace O2.Actors.Tests.Gateways;

/// <summary>What a process sends by UDP, and where to, against a peer of bare sockets.</summary>
public sealed class DatagramRuleSpecs
{
    [Fact]
    public async Task R3_2_A_clock_answer_goes_to_the_advertised_port_whatever_port_the_question_came_from()
    {
        using var peer = new RawPeer("rules");
        await using var process = await peer.StartProcessAsync();
        process.BecomeClockReference();
        using var connection = await peer.JoinAsync(process, "synth");
        await process.UntilService("synth", ServiceStatus.RemoteNoTime);
        using var elsewhere = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        elsewhere.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        var question = ClockMessages.CreateGet(peer.Info.Name, 7).With(flags: MessageFlags.BestEffort);
        byte[] bytes = new byte[MessageEncoder.GetUdpSize(question)];
        MessageEncoder.WriteUdp(question, bytes);

        await elsewhere.SendToAsync(bytes, new IPEndPoint(IPAddress.Loopback, peer.Other.UdpPort));

        var answer = await peer.ReceiveDatagramAsync();
        Assert.True(ClockMessages.TryReadPut(answer, out int ping, out _) && ping == 7);
        Assert.Equal(0, elsewhere.Available);
    }

    [Fact]
    public async Task R3_74_No_datagram_is_empty_be_it_a_question_for_the_time_a_message_or_a_copy()
    {
        using var peer = new RawPeer("rules");
        await using var process = await peer.StartProcessAsync();
        using var connection = await peer.JoinAsync(process, "_cs", "ear");
        process.AddMethod("/drum/hit", null, _ => { });
        await connection.SendAsync(ServiceAnnouncement.CreateMessages(peer.Info.Name, [AnnouncedGroup.TapAdded(new Tap("drum", "ear", null, TapSendMode.BestEffort))]));
        await process.Until(() => process.Services().Any(s => s.Status == ServiceStatus.Tap));

        process.Send("/ear/nothing");
        process.Send("/drum/hit");

        HashSet<string> addresses = [];
        while (addresses.Count < 3)   // each is looked at by the peer: an empty one fails the test
            addresses.Add((await peer.ReceiveDatagramAsync()).Address.Text);
        Assert.Subset(new HashSet<string> { "!_o2/cs/get", "!_cs/get", "/_cs/get", "/ear/nothing", "/ear/hit" }, addresses);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task D3_81_Connections_ask_a_quiet_host_whether_it_lives(TransportKind kind)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        SilentLoss.Notice(socket);
        using var pair = await StreamPair.ConnectAsync(kind);

        foreach (var asked in pair.Client is ILoopSocket client && pair.Server is ILoopSocket server ? [socket, client.Socket, server.Socket] : new[] { socket })
        {
            Assert.NotEqual(0, asked.GetSocketOption(SocketOptionLevel.Socket, SocketOptionName.KeepAlive));
            Assert.Equal(5, asked.GetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveTime));
            Assert.Equal(2, asked.GetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveInterval));
            Assert.Equal(3, asked.GetSocketOption(SocketOptionLevel.Tcp, SocketOptionName.TcpKeepAliveRetryCount));
        }
    }

    public static TheoryData<TransportKind> Kinds => Transports.All;
}
