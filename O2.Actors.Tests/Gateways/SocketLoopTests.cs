using System.Net;
using System.Net.Sockets;

namespace O2.Actors.Tests.Gateways;

public sealed class SocketLoopTests
{
    public static TheoryData<TransportKind> Kinds => EpollLoop.IsSupported ? [TransportKind.Waiting, TransportKind.Busy] : [TransportKind.Busy];

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task What_throws_on_the_loop_is_reported_and_the_loop_goes_on(TransportKind kind)
    {
        var failures = new Recorder<Exception>(expected: 2);
        var environment = Transports.Create(kind);
        using var loop = environment.SocketThread!;
        loop.Failed = failures.Add;
        loop.Post(() => throw new FormatException("before it runs"));
        using var datagrams = environment.Transport.OpenDatagrams(IPAddress.Loopback, 0);
        datagrams.Start(new DatagramRecorder(expected: 1));

        loop.Post(() => throw new FormatException("while it runs"));
        var goesOn = new Recorder<int>(expected: 1);
        loop.Post(() => goesOn.Add(1));

        await goesOn.All;
        Assert.Equal(["before it runs", "while it runs"], (await failures.All).Select(e => e.Message));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_socket_that_throws_is_ended_and_the_others_are_served(TransportKind kind)
    {
        var failures = new Recorder<Exception>(expected: 1);
        using var loop = Transports.Create(kind).SocketThread!;
        loop.Failed = failures.Add;
        using var bad = new Thrower();
        using var good = new Thrower { IsSound = true };
        loop.Add(bad);
        loop.Add(good);

        bad.Ring();
        Assert.True(bad.Ended.Wait(TimeSpan.FromSeconds(30)));
        good.Ring();
        Assert.True(good.Received.Wait(TimeSpan.FromSeconds(30)));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void What_is_posted_after_the_end_is_done_at_once(TransportKind kind)
    {
        var loop = Transports.Create(kind).SocketThread!;
        using var socket = new Thrower();
        loop.Add(socket);
        loop.Dispose();
        loop.Dispose();
        bool isDone = false;

        loop.Post(() =>
        {
            loop.Update(socket);
            loop.Remove(socket);
            isDone = true;
        });

        Assert.True(isDone);
    }

    [Fact]
    public void A_loop_that_has_ended_holds_no_handles()
    {
        if (!EpollLoop.IsSupported)
            return;   // only that loop has any
        int before = CountHandles();
        for (int i = 0; i < 600; i++)
        {
            using var loop = new EpollLoop();
            if (i % 60 != 0)
                continue;
            using var socket = new Thrower();
            loop.Add(socket);   // so that its thread runs
        }

        Assert.InRange(CountHandles(), 0, before + 400);   // other tests run meanwhile
    }

    private static int CountHandles() => Directory.GetFiles("/proc/self/fd").Length;

    /// <summary>A UDP socket that fails on what it receives, unless it is sound.</summary>
    private sealed class Thrower : ILoopSocket, IDisposable
    {
        public Thrower()
        {
            Socket.Blocking = false;
            Socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        }

        public bool IsSound { get; init; }

        public ManualResetEventSlim Ended { get; } = new();

        public ManualResetEventSlim Received { get; } = new();

        public Socket Socket { get; } = new(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);

        public bool HasUnsent => false;

        public bool IsPaused => false;

        public void Ring() => Socket.SendTo(new byte[1], Socket.LocalEndPoint!);

        public bool Receive()
        {
            if (Socket.Available == 0)
                return false;
            Socket.Receive(new byte[16]);
            Received.Set();
            return IsSound ? true : throw new FormatException();
        }

        public void SendMore()
        {
        }

        public void Fail(Exception error) => Ended.Set();

        public void Dispose() => Socket.Dispose();
    }
}
