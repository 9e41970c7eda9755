using System.Net;
using Akka.Actor;
using O2.Actors.Tests.Gateways;

namespace O2.Actors.Tests.Bridges.Lite;

/// <summary>A host of O2lite clients on loopback.</summary>
internal sealed class SocketLiteStage : LiteStage
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private readonly Lock _lock = new();
    private readonly RawPeer _peer;
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private sealed class Waker : ReceiveActor
    {
        public Waker(SocketLiteStage stage) => Receive<O2Event>(_ => stage.Wake());
    }

    private SocketLiteStage(RawPeer peer, O2Process host)
    {
        _peer = peer;
        Host = host;
    }

    public override O2Process Host { get; }

    public static async Task<SocketLiteStage> OpenAsync(LiteHostOptions? lite = null, O2ProcessOptions? options = null)
    {
        RawPeer peer = new("lite");
        var host = await peer.StartProcessAsync(options);   // which tells the peer its ports
        SocketLiteStage stage = new(peer, host)
        {
            Bridge = host.AddLiteHost(lite),
            Tcp = new IPEndPoint(IPAddress.Loopback, host.Name.TcpPort),
            Udp = new IPEndPoint(IPAddress.Loopback, peer.Other.UdpPort),
        };
        host.Subscribe(host.ActorSystem.ActorOf(Props.Create(() => new Waker(stage))));
        return stage;
    }

    public override RawLite Connect() => new(this, SocketTransport.Instance);

    /// <summary>Looks after each arrival at a client and each event of the host.</summary>
    public override void Until(Func<bool> condition)
    {
        while (true)
        {
            Task changed;
            lock (_lock)
                changed = _changed.Task;
            if (condition())
                return;
            Assert.True(changed.Wait(Limit), "It took too long for a living program.");
        }
    }

    public override void Wake()
    {
        TaskCompletionSource changed;
        lock (_lock)
            (changed, _changed) = (_changed, new(TaskCreationOptions.RunContinuationsAsynchronously));
        changed.SetResult();
    }

    public override void Dispose()
    {
        Host.DisposeAsync().AsTask().GetAwaiter().GetResult();
        _peer.Dispose();
    }
}
