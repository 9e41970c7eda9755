using System.Net;
using System.Net.Sockets;
using Akka.Actor;
using O2.Protocol;

namespace O2.Actors.Tests.Ensemble;

/// <summary>Start and end of processes, with real sockets.</summary>
public sealed class LifecycleSpecs
{
    private static readonly O2ProcessOptions Options = Ensembles.Options("life");

    [Fact]
    public async Task Disposing_twice_at_once_ends_once_and_both_wait_for_it()
    {
        var o2 = await O2Process.StartAsync(Options);

        var ends = new[] { o2.DisposeAsync().AsTask(), o2.DisposeAsync().AsTask() };
        await ends[1];
        Assert.True(o2.ActorSystem.WhenTerminated.IsCompleted);
        await ends[0];
        await o2.DisposeAsync();
    }

    [Fact]
    public async Task A_process_that_ends_frees_its_port_and_its_threads_and_ends_its_streams()
    {
        var o2 = await O2Process.StartAsync(Options);
        var events = o2.Events();
        int port = o2.Name.TcpPort;

        await o2.DisposeAsync();

        await foreach (var _ in events)
        {
        }

        await using var next = await O2Process.StartAsync(Options with { Port = port });
        Assert.Equal(port, next.Name.TcpPort);
    }

    [Fact]
    public async Task A_process_in_an_actor_system_of_the_user_leaves_it_running_and_free_for_another()
    {
        var system = ActorSystem.Create("mine");
        var options = Options with { ActorSystem = system };
        var first = await O2Process.StartAsync(options);
        int port = first.Name.TcpPort;
        await Assert.ThrowsAsync<InvalidOperationException>(() => O2Process.StartAsync(options with { Port = 0 }));
        await first.DisposeAsync();
        Assert.False(system.WhenTerminated.IsCompleted);

        await using var second = await O2Process.StartAsync(options with { Port = port });
        second.AddMethod("/a/x", null, _ => { });
        Assert.Equal(SendStatus.Sent, second.Send("/a/x"));
        await second.DisposeAsync();
        await system.Terminate();
    }

    [Fact]
    public async Task When_the_user_s_actor_system_ends_first_the_process_ends_with_it()
    {
        var system = ActorSystem.Create("mine");
        var o2 = await O2Process.StartAsync(Options with { ActorSystem = system });
        var events = o2.Events();

        await system.Terminate();

        await foreach (var _ in events)
        {
        }

        await using var next = await O2Process.StartAsync(Options with { Port = o2.Name.TcpPort });
        await o2.DisposeAsync();
        await Assert.ThrowsAsync<InvalidOperationException>(() => O2Process.StartAsync(Options with { ActorSystem = system }));
    }

    [Fact]
    public async Task A_port_that_is_taken_is_told_and_costs_nothing()
    {
        using var other = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        other.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        other.Listen();
        int port = ((IPEndPoint)other.LocalEndPoint!).Port;

        var failure = await Assert.ThrowsAsync<O2Exception>(() => O2Process.StartAsync(Options with { Port = port }));

        Assert.Contains(port.ToString(System.Globalization.CultureInfo.InvariantCulture), failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_gateway_or_discovery_that_cannot_be_made_is_told_and_costs_nothing(bool isGateway)
    {
        var environment = ProcessEnvironment.CreateReal(isRealTime: false);
        var transport = new FaultyTransport(environment.Transport, isDeaf: isGateway);
        var options = Options with
        {
            UseMdns = !isGateway,
            Environment = environment with { Transport = transport, CreateMdnsClient = _ => throw new InvalidOperationException("no ears today") },
        };

        var failure = await Assert.ThrowsAsync<O2Exception>(() => O2Process.StartAsync(options));

        Assert.Contains("no ears today", failure.Message, StringComparison.Ordinal);
        await using var next = await O2Process.StartAsync(Options with { Port = transport.Port });
    }

    [Fact]
    public async Task A_start_that_is_cancelled_does_not_happen()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => O2Process.StartAsync(Options, new CancellationToken(canceled: true)));
    }

    [Fact]
    public async Task A_process_may_end_while_it_connects()
    {
        // Nobody listens at the first address; the second takes the connection and never says anything.
        using var mute = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        mute.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        mute.Listen();
        var o2 = await O2Process.StartAsync(Options with { Peers = [new IPEndPoint(IPAddress.Loopback, 1), (IPEndPoint)mute.LocalEndPoint!] });
        using var accepted = await mute.AcceptAsync();

        await o2.DisposeAsync();
    }

    [Fact]
    public async Task A_process_may_end_during_traffic()
    {
        await using var receiver = await O2Process.StartAsync(Options);
        var sender = await Ensembles.StartAsync("life", receiver);
        int received = 0;
        receiver.AddMethod("/sink/x", "i", _ => Interlocked.Increment(ref received));
        await sender.UntilService("sink", ServiceStatus.RemoteNoTime);
        var traffic = Task.Run(() =>
        {
            var statuses = new HashSet<SendStatus>();
            try
            {
                for (int i = 0; ; i++)
                    statuses.Add(sender.SendReliable("/sink/x", i));
            }
            catch (ObjectDisposedException)
            {
                return statuses;
            }
        });
        await WaitUntil(() => Volatile.Read(ref received) > 100);

        await sender.DisposeAsync();

        Assert.Subset(new HashSet<SendStatus> { SendStatus.Sent, SendStatus.Blocked, SendStatus.NoService }, await traffic);
        await receiver.Until(() => receiver.Processes().Count == 0);
    }

    [Fact]
    public async Task What_was_sent_reliably_before_the_end_arrives_at_every_process()
    {
        const int Count = 2_000;
        await using var one = await O2Process.StartAsync(Options);
        await using var two = await Ensembles.StartAsync("life", one);
        var sender = await Ensembles.StartAsync("life", one, two);
        var received = new[] { new Recorder<int>(Count), new Recorder<int>(Count) };
        one.AddMethod("/one/x", "i", m => received[0].Add(m.Int32(0)));
        two.AddMethod("/two/x", "i", m => received[1].Add(m.Int32(0)));
        await sender.UntilService("one", ServiceStatus.RemoteNoTime);
        await sender.UntilService("two", ServiceStatus.RemoteNoTime);

        for (int i = 0; i < Count; i++)
        {
            Assert.Equal(SendStatus.Sent, sender.SendReliable("/one/x", i));
            Assert.Equal(SendStatus.Sent, sender.SendReliable("/two/x", i));
        }

        await sender.DisposeAsync();

        Assert.Equal(Enumerable.Range(0, Count), await received[0].All);
        Assert.Equal(Enumerable.Range(0, Count), await received[1].All);
    }

    [Fact]
    public async Task Several_processes_live_in_one_program_each_on_its_own()
    {
        await using var a = await O2Process.StartAsync(Ensembles.Options("life one"));
        await using var b = await O2Process.StartAsync(Ensembles.Options("life two"));
        a.AddService("synth");

        Assert.Equal(ServiceStatus.LocalNoTime, a.Status("synth"));
        Assert.Equal(ServiceStatus.Unknown, b.Status("synth"));
        await a.DisposeAsync();
        b.AddMethod("/x/y", null, _ => { });
        Assert.Equal(SendStatus.Sent, b.Send("/x/y"));
    }

    /// <summary>A network whose listeners may refuse to listen.</summary>
    private sealed class FaultyTransport(ITransport network, bool isDeaf) : ITransport
    {
        public int Port { get; private set; }

        public IReadOnlyList<IPAddress> LocalAddresses => network.LocalAddresses;

        public Task<IPAddress> ResolveAsync(string host, CancellationToken cancellation) => network.ResolveAsync(host, cancellation);

        public IStreamListener Listen(IPAddress address, int port)
        {
            var listener = network.Listen(address, port);
            Port = listener.Port;
            return isDeaf ? new Deaf(listener) : listener;
        }

        public Task<IStreamConnection> ConnectAsync(IPEndPoint remote, CancellationToken cancellation) => network.ConnectAsync(remote, cancellation);

        public IDatagramSocket OpenDatagrams(IPAddress address, int port) => network.OpenDatagrams(address, port);

        private sealed class Deaf(IStreamListener listener) : IStreamListener
        {
            public int Port => listener.Port;

            public void Start(Action<IStreamConnection> accepted) => throw new InvalidOperationException("no ears today");

            public void Dispose() => listener.Dispose();
        }
    }

    private static async Task WaitUntil(Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        using var tick = new PeriodicTimer(TimeSpan.FromMilliseconds(5));
        while (!condition())
            await tick.WaitForNextTickAsync(limit.Token);
    }
}
