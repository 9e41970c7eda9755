using System.Net;
using Akka.Actor;
using O2.Actors.TestKit;
using O2.Actors.Tests.Vectors;
using O2.Protocol;

namespace O2.Actors.Tests.Gateways;

/// <summary>From the network to an inline handler, and from a send to the network: nothing is left for the garbage collector.</summary>
public sealed class HotPathTests : IDisposable
{
    private readonly EnsembleFixture _ensemble = new();
    private readonly O2Process _o2;
    private int _heard;

    public HotPathTests()
    {
        _o2 = _ensemble.Start();
        _o2.AddMethod("/meter/level", "i", m => _heard += m.Int32(0));
    }

    private static O2Message Level { get; } = O2Message.Create("/meter/level", GlobalTime.Immediately, reliable: true, 1);

    public void Dispose() => _ensemble.Dispose();

    [Fact]
    public void A_frame_for_an_inline_handler_allocates_nothing()
    {
        var connection = new PeerConnection(_o2.Core, new Sink(), ActorRefs.Nobody, datagrams: null);
        connection.Introduced(_o2.Name);
        IStreamHandler handler = connection;
        byte[] frame = Wire.EncodeTcp(Level);

        Allocations.AreNone(() =>
        {
            frame.CopyTo(handler.GetReceiveBuffer());
            Assert.True(handler.OnReceived(frame.Length));
        });

        Assert.Equal(101, _heard);
    }

    [Fact]
    public void A_datagram_for_an_inline_handler_allocates_nothing()
    {
        var handler = new DatagramReceiver(_o2.Core, sockets: null!, _ => { });
        byte[] datagram = Wire.EncodeUdp(Level);

        Allocations.AreNone(() =>
        {
            datagram.CopyTo(handler.GetReceiveBuffer());
            handler.OnDatagram(datagram.Length, default);
        });

        Assert.Equal(101, _heard);
    }

    [Fact]
    public void A_timed_message_for_an_inline_handler_allocates_nothing()
    {
        _o2.BecomeClockReference();
        var waiting = new WaitingMessages<MessageSource>(1_000);
        var level = Level.With(time: _o2.Now + 1);

        Allocations.AreNone(() => Assert.True(_o2.Send("/meter/level", level.Time, 1) == SendStatus.Scheduled));
        Allocations.AreNone(() =>
        {
            Assert.True(waiting.TryAdd(level.AsView(), MessageSource.Local));
            Assert.True(waiting.TryTake(level.Time.Seconds, out var due, out var source));
            Assert.True(_o2.Core.Router.Route(due, source, isDue: true) == SendStatus.Sent);
        });

        Assert.Equal(101, _heard);
    }

    [Fact]
    public void A_frame_in_pieces_and_several_frames_at_once_are_cut_rightly()
    {
        var connection = new PeerConnection(_o2.Core, new Sink(), ActorRefs.Nobody, datagrams: null);
        connection.Introduced(_o2.Name);
        IStreamHandler handler = connection;
        byte[] frame = Wire.EncodeTcp(Level);
        byte[] stream = Enumerable.Repeat(frame, 7).SelectMany(bytes => bytes).ToArray();

        for (int cut = 1; cut < stream.Length; cut++)
        {
            _heard = 0;
            Receive(stream[..cut]);
            Receive(stream[cut..]);
            Assert.Equal(7, _heard);
        }

        void Receive(byte[] bytes)
        {
            bytes.CopyTo(handler.GetReceiveBuffer());
            handler.OnReceived(bytes.Length);
        }
    }

    [Fact]
    public void What_a_handler_keeps_outlives_the_buffer_it_came_in()
    {
        O2Message? kept = null;
        _o2.AddMethod("/meter/keep", "i", m => kept ??= m.ToMessage());
        var handler = new DatagramReceiver(_o2.Core, sockets: null!, _ => { });
        for (int value = 1; value <= 2; value++)
        {
            byte[] datagram = Wire.EncodeUdp(O2Message.Create("/meter/keep", GlobalTime.Immediately, reliable: false, value));
            datagram.CopyTo(handler.GetReceiveBuffer());
            handler.OnDatagram(datagram.Length, default);
        }

        Assert.Equal(1, kept!.AsView().Int32(0));
    }

    [Fact]
    public async Task A_send_to_another_process_allocates_nothing()
    {
        await using var a = await O2Process.StartAsync(Ensembles.Options("hot"));
        a.AddMethod("/meter/level", "i", _ => { });
        await using var b = await O2Process.StartAsync(Ensembles.Options("hot") with { Peers = [new IPEndPoint(IPAddress.Loopback, a.Name.TcpPort)] });
        await b.UntilService("meter", ServiceStatus.RemoteNoTime);

        Allocations.AreNone(() => Assert.True(b.Send("/meter/level", 1) == SendStatus.Sent));
        Allocations.AreNone(() => Assert.True(b.SendReliable("/meter/level", 1) == SendStatus.Sent));
    }

    /// <summary>A connection that leads nowhere.</summary>
    private sealed class Sink : IStreamConnection
    {
        public IPEndPoint RemoteEndPoint { get; } = new(IPAddress.Loopback, 1);

        public void Start(IStreamHandler handler)
        {
        }

        public void Resume()
        {
        }

        public bool Send(ReadOnlyMemory<byte> bytes) => true;

        public void Shutdown()
        {
        }

        public void Dispose()
        {
        }
    }
}
