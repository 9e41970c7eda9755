using System.Net;
using System.Net.Sockets;
using O2.Actors.Tests.Protocol.Osc;
using O2.Protocol.Osc;

namespace O2.Actors.Tests.Bridges.Osc;

/// <summary>OSC packets on their whole way in and out, over real sockets: nothing is left for the garbage collector.</summary>
public sealed class OscHotPathTests
{
    private const int WarmUps = 100;
    private const int Bursts = 300;
    private const int PerBurst = 50;
    private const int Rounds = 200;
    private const int PerRound = 101;      // of Allocations.AreNone
    private const int QueueBytes = 4096;   // room for a round: the queue does not grow

    [Theory]
    [InlineData(OscTransport.Udp, OscFraming.LengthPrefix)]
    [InlineData(OscTransport.Tcp, OscFraming.LengthPrefix)]
    [InlineData(OscTransport.Tcp, OscFraming.Slip)]
    public async Task Packets_from_a_socket_to_an_inline_handler_allocate_nothing(OscTransport transport, OscFraming framing)
    {
        await using var o2 = await Ensembles.StartAsync("osc hot in");
        var burst = new Burst();
        o2.AddMethod("/osc/fader", "if", _ => burst.Count());
        using var port = o2.AddOscPort("osc", 0, new OscPortOptions { Transport = transport });
        using var client = Connect(transport, port.Port);
        byte[] packet = OscBytes.Message("/fader", "if", 3, 0.5f);
        byte[] bytes = transport == OscTransport.Udp ? packet : framing == OscFraming.Slip ? OscBytes.Slip(packet) : OscBytes.Prefixed(packet);

        for (int i = 0; i < WarmUps + Bursts; i++)
        {
            if (i == WarmUps)
                burst.Forget();
            for (int j = 0; j < PerBurst; j++)
                client.Send(bytes);
            await burst.EndAsync();
        }

        Assert.True(burst.Measured > 0, "No burst was handled by one thread.");
        Assert.Equal(0, burst.AllocatedBytes);
    }

    [Theory]
    [InlineData(OscTransport.Udp, OscFraming.LengthPrefix)]
    [InlineData(OscTransport.Tcp, OscFraming.LengthPrefix)]
    [InlineData(OscTransport.Tcp, OscFraming.Slip)]
    public async Task A_send_to_a_delegated_service_allocates_nothing(OscTransport transport, OscFraming framing)
    {
        await using var o2 = await Ensembles.StartAsync("osc hot out");
        using var datagrams = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        int server = ((IPEndPoint)(transport == OscTransport.Udp ? datagrams.Client.LocalEndPoint : listener.LocalEndpoint)!).Port;
        using var synth = o2.DelegateToOsc("synth", "localhost", server, new OscDelegateOptions { Transport = transport, Framing = framing, MaxQueuedBytes = QueueBytes });
        using var connection = transport == OscTransport.Tcp ? await listener.AcceptTcpClientAsync() : null;
        byte[] packet = OscBytes.Message("/fader", "if", 3, 0.5f);
        byte[] sent = new byte[PerRound * (framing == OscFraming.Slip ? OscBytes.Slip(packet) : OscBytes.Prefixed(packet)).Length];
        SpinWait.SpinUntil(() => synth.IsConnected, TimeSpan.FromSeconds(20));

        for (int i = 0; i < Rounds; i++)
        {
            Allocations.AreNone(() => Assert.True(o2.SendReliable("/synth/fader", 3, 0.5f) == SendStatus.Sent));
            connection?.GetStream().ReadExactly(sent);
        }
    }

    private static Socket Connect(OscTransport transport, int port)
    {
        var socket = transport == OscTransport.Udp
            ? new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp)
            : new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Connect(IPAddress.Loopback, port);
        return socket;
    }

    /// <summary>Asks the thread that receives, from the first packet of a burst to the last, what it has allocated.</summary>
    private sealed class Burst
    {
        private readonly SemaphoreSlim _end = new(0);
        private int _count;
        private int _thread;
        private long _allocated;

        /// <summary>How many bursts were handled by one thread each.</summary>
        public int Measured { get; private set; }

        /// <summary>What these have allocated.</summary>
        public long AllocatedBytes { get; private set; }

        public void Forget() => (Measured, AllocatedBytes) = (0, 0);

        public void Count()
        {
            _count++;
            if (_count == 1)
            {
                _thread = Environment.CurrentManagedThreadId;
                _allocated = GC.GetAllocatedBytesForCurrentThread();
            }
            else if (_count == PerBurst)
            {
                if (_thread == Environment.CurrentManagedThreadId)
                {
                    Measured++;
                    AllocatedBytes += GC.GetAllocatedBytesForCurrentThread() - _allocated;
                }

                _count = 0;
                _end.Release();
            }
        }

        public async Task EndAsync() => Assert.True(await _end.WaitAsync(TimeSpan.FromSeconds(20)));
    }
}
