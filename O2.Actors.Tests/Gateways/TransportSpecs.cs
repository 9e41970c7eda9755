using System.Net;
using System.Net.Sockets;

namespace O2.Actors.Tests.Gateways;

/// <summary>What every transport on real sockets does, however it serves them.</summary>
public sealed class TransportSpecs
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(20);

    public static TheoryData<TransportKind> Kinds => Transports.All;

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Bytes_arrive_complete_and_in_order_also_when_the_receiver_is_slow(TransportKind kind)
    {
        using var pair = await StreamPair.ConnectAsync(kind);
        byte[] sent = new byte[4_000_000]; // more than a socket's buffers hold
        new Random(1).NextBytes(sent);

        await pair.ClientHandler.SendAsync(pair.Client, sent);
        pair.Client.Shutdown();

        Assert.Null(await pair.ServerHandler.Closed);
        Assert.Equal(sent, pair.ServerHandler.Bytes);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_receiver_that_pauses_gets_everything_after_it_resumes_from_another_thread_or_even_before(TransportKind kind)
    {
        using var pair = await StreamPair.ConnectAsync(kind);
        byte[] sent = new byte[1_000_000];
        new Random(1).NextBytes(sent);
        int pieces = 0;
        pair.ServerHandler.Pauses = () =>
        {
            if (++pieces % 3 == 0)
                pair.Server.Resume();
            else
                _ = Task.Run(pair.Server.Resume);
            return true;
        };

        await pair.ClientHandler.SendAsync(pair.Client, sent);
        pair.Client.Shutdown();

        Assert.Null(await pair.ServerHandler.Closed);
        Assert.Equal(sent, pair.ServerHandler.Bytes);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_receiver_that_has_paused_learns_of_a_reset_all_the_same(TransportKind kind)
    {
        using var pair = await StreamPair.ConnectAsync(kind);
        var paused = new Recorder<bool>(expected: 1);
        pair.ServerHandler.Pauses = () =>
        {
            pair.Server.Send(new byte[1]);   // unread there: that end then closes by a reset
            paused.Add(true);
            return true;
        };
        pair.ClientHandler.Pauses = () => true;
        pair.Client.Send(new byte[10]);
        await paused.All;
        pair.Server.Send(new byte[100_000]);

        pair.Client.Dispose();

        Assert.IsType<SocketException>(await pair.ServerHandler.Closed);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_receiver_that_pauses_holds_up_its_sender(TransportKind kind)
    {
        using var pair = await StreamPair.ConnectAsync(kind);
        var paused = new Recorder<bool>(expected: 1);
        bool isFull = true;
        pair.ServerHandler.Pauses = () =>
        {
            bool pauses = Volatile.Read(ref isFull);
            if (pauses)
                paused.Add(true);
            return pauses;
        };
        byte[] sent = new byte[16_000_000];   // more than a socket's buffers hold

        var sending = pair.ClientHandler.SendAsync(pair.Client, sent);
        await paused.All;
        Assert.False(sending.IsCompleted);
        Volatile.Write(ref isFull, false);
        pair.Server.Resume();

        await sending;
        pair.Client.Shutdown();
        Assert.Null(await pair.ServerHandler.Closed);
        Assert.Equal(sent.Length, pair.ServerHandler.Bytes.Count);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_handler_that_throws_when_it_may_send_more_loses_its_connection_and_is_told_why(TransportKind kind)
    {
        using var pair = await StreamPair.ConnectAsync(kind);
        using var other = await pair.ConnectAnotherAsync();
        pair.ClientHandler.Sent = () => throw new FormatException();

        Assert.False(pair.Client.Send(new byte[16_000_000]));

        Assert.IsType<FormatException>(await pair.ClientHandler.Closed);
        await pair.ServerHandler.Closed;
        other.Client.Send(new byte[10]);
        other.Client.Shutdown();
        Assert.Null(await other.ServerHandler.Closed);
        Assert.Equal(10, other.ServerHandler.Bytes.Count);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_connection_that_has_paused_can_be_closed(TransportKind kind)
    {
        using var pair = await StreamPair.ConnectAsync(kind);
        var paused = new Recorder<bool>(expected: 1);
        pair.ServerHandler.Pauses = () =>
        {
            paused.Add(true);
            return true;
        };
        pair.Client.Send(new byte[1]);
        await paused.All;

        pair.Server.Dispose();

        await pair.ServerHandler.Closed;
        await pair.ClientHandler.Closed;
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Both_ends_are_told_once_that_a_connection_has_ended(TransportKind kind)
    {
        using var pair = await StreamPair.ConnectAsync(kind);

        pair.Client.Dispose();
        pair.Client.Dispose();

        await pair.ClientHandler.Closed;
        await pair.ServerHandler.Closed;
        pair.Server.Dispose();
        Assert.True(pair.Client.Send(new byte[1]));
        pair.Client.Shutdown();
        pair.EndTransports();
        Assert.Equal((1, 1), (pair.ClientHandler.Closings, pair.ServerHandler.Closings));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task What_a_handler_answers_while_it_receives_reaches_the_other_side(TransportKind kind)
    {
        using var pair = await StreamPair.ConnectAsync(kind);
        var answered = new Recorder<byte>(expected: 1);
        pair.ServerHandler.Received = some => pair.Server.Send(new byte[] { (byte)(some[0] + 1) });
        pair.ClientHandler.Received = some => answered.Add(some[0]);

        pair.Client.Send(new byte[] { 1 });

        Assert.Equal([2], await answered.All);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task A_handler_that_throws_costs_its_own_connection_only(TransportKind kind)
    {
        using var broken = await StreamPair.ConnectAsync(kind);
        broken.ServerHandler.Received = _ => throw new FormatException();
        var other = await broken.ConnectAnotherAsync();
        var heard = new Recorder<byte>(expected: 1);
        other.ServerHandler.Received = some => heard.Add(some[0]);

        broken.Client.Send(new byte[] { 1 });
        Assert.IsType<FormatException>(await broken.ServerHandler.Closed);
        other.Client.Send(new byte[] { 2 });

        Assert.Equal([2], await heard.All);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Where_nobody_listens_connecting_fails(TransportKind kind)
    {
        var environment = Transports.Create(kind);
        using var thread = environment.SocketThread;
        int port;
        using (var gone = environment.Transport.Listen(IPAddress.Loopback, 0))
            port = gone.Port;

        await Assert.ThrowsAsync<SocketException>(() => environment.Transport.ConnectAsync(new IPEndPoint(IPAddress.Loopback, port), default).WaitAsync(Limit));
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Datagrams_arrive_also_empty_ones_and_a_port_that_nobody_has_does_no_harm(TransportKind kind)
    {
        var environment = Transports.Create(kind);
        using var thread = environment.SocketThread;
        using var receiver = environment.Transport.OpenDatagrams(IPAddress.Loopback, 0);
        using var sender = environment.Transport.OpenDatagrams(IPAddress.Loopback, 0);
        int nobody;
        using (var gone = environment.Transport.OpenDatagrams(IPAddress.Loopback, 0))
            nobody = gone.Port;
        var received = new DatagramRecorder(expected: 3);
        var answers = new DatagramRecorder(expected: 1);
        sender.Start(answers);
        var target = new IPEndPoint(IPAddress.Loopback, receiver.Port);

        Assert.True(sender.Send([1], target)); // nobody receives yet
        receiver.Start(received);
        sender.Send([9], new IPEndPoint(IPAddress.Loopback, nobody));
        Assert.True(sender.Send([], target));
        Assert.True(sender.Send([2, 3], target));
        Assert.False(sender.Send(new byte[70_000], target));
        receiver.Send([4], new IPEndPoint(IPAddress.Loopback, sender.Port));

        Assert.Equal([[1], [], [2, 3]], await received.All);
        Assert.Equal([[4]], await answers.All);
    }
}
