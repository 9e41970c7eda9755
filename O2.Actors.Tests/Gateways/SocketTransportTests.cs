using System.Net;
using System.Net.Sockets;
using O2.Protocol;

namespace O2.Actors.Tests.Gateways;

/// <summary>Real sockets against rude partners: what may fail, and what must go on.</summary>
public sealed class SocketTransportTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    [Fact]
    public async Task A_listener_survives_partners_that_reset_their_connection_at_once()
    {
        using var listener = SocketTransport.Instance.Listen(IPAddress.Loopback, 0);
        for (int i = 0; i < 20; i++)
        {
            using var rude = await ConnectAsync(listener.Port);
            rude.LingerState = new LingerOption(true, 0);
            rude.Close();
        }

        var accepted = new TaskCompletionSource<int>(TaskCreationOptions.RunContinuationsAsynchronously);
        using var polite = await ConnectAsync(listener.Port);
        int port = ((IPEndPoint)polite.LocalEndPoint!).Port;
        listener.Start(connection =>
        {
            if (connection.RemoteEndPoint.Port == port)
                accepted.TrySetResult(port);
            connection.Dispose();
        });

        Assert.Equal(port, await accepted.Task.WaitAsync(Limit));
    }

    [Fact]
    public async Task A_handler_that_throws_ends_its_connection_and_is_told_why()
    {
        using var listener = SocketTransport.Instance.Listen(IPAddress.Loopback, 0);
        var handler = new Thrower();
        listener.Start(connection => connection.Start(handler));
        using var partner = await ConnectAsync(listener.Port);

        await partner.SendAsync(new byte[] { 1 });

        Assert.IsType<FormatException>(await handler.Closed.Task.WaitAsync(Limit));
    }

    [Fact]
    public async Task A_datagram_that_cannot_be_handled_does_not_deafen_the_port()
    {
        await using var o2 = await O2Process.StartAsync(Ensembles.Options("deaf"));
        var heard = new Recorder<int>(expected: 1);
        var failures = new List<Exception>();
        using var sockets = GatewaySockets.Open(SocketTransport.Instance, Ensembles.Options("deaf"));
        sockets.Datagrams.Start(new DatagramReceiver(o2.Core, sockets, failures.Add));
        o2.AddMethod("/a/x", "i", m => heard.Add(m.Int32(0)));
        using var sender = SocketTransport.Instance.OpenDatagrams(IPAddress.Loopback, 0);
        var target = new IPEndPoint(IPAddress.Loopback, sockets.Datagrams.Port);

        sender.Send([], target);
        sender.Send([1, 2, 3], target);
        sender.Send(new byte[200], target);
        byte[] message = new byte[MessageEncoder.GetUdpSize(Note(7))];
        MessageEncoder.WriteUdp(Note(7), message);
        sender.Send(message, target);

        Assert.Equal([7], await heard.All);
        Assert.Empty(failures);
        Assert.Equal(2, o2.Core.Counters.MalformedDatagrams);
    }

    [Fact]
    public async Task A_receive_that_fails_is_tried_again_after_a_pause()
    {
        using var port = SocketTransport.Instance.OpenDatagrams(IPAddress.Loopback, 0);
        using var sender = SocketTransport.Instance.OpenDatagrams(IPAddress.Loopback, 0);
        var handler = new Sufferer(failures: 2);
        port.Start(handler);

        sender.Send([7], new IPEndPoint(IPAddress.Loopback, port.Port));

        Assert.Equal([1], await handler.Received.All);
    }

    [Fact]
    public async Task Disposing_twice_and_sending_afterwards_does_no_harm()
    {
        using var listener = SocketTransport.Instance.Listen(IPAddress.Loopback, 0);
        var connection = await SocketTransport.Instance.ConnectAsync(new IPEndPoint(IPAddress.Loopback, listener.Port), default);

        connection.Dispose();
        connection.Dispose();

        Assert.True(connection.Send(new byte[1]));
        connection.Shutdown();
    }

    private static O2Message Note(int key) => O2Message.Create("/a/x", GlobalTime.Immediately, reliable: false, key);

    private static async Task<Socket> ConnectAsync(int port)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, port);
        return socket;
    }

    /// <summary>Finds the network down a few times when it wants to receive.</summary>
    private sealed class Sufferer(int failures) : IDatagramHandler
    {
        private readonly byte[] _buffer = new byte[16];
        private int _failures = failures;

        public Recorder<int> Received { get; } = new(expected: 1);

        public bool WantsSender => true;

        public Memory<byte> GetReceiveBuffer() => _failures-- > 0 ? throw new SocketException((int)SocketError.NetworkDown) : _buffer;

        public void OnDatagram(int count, DatagramSender sender) => Received.Add(count);
    }

    private sealed class Thrower : IStreamHandler
    {
        private readonly byte[] _buffer = new byte[16];

        public TaskCompletionSource<Exception?> Closed { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Memory<byte> GetReceiveBuffer() => _buffer;

        public bool OnReceived(int count) => throw new FormatException();

        public void OnSent()
        {
        }

        public void OnClosed(Exception? error) => Closed.TrySetResult(error);
    }
}
