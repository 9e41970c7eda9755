using Akka.Actor;
using O2.Actors.Tests.Gateways;
using O2.Protocol;

namespace O2.Actors.Tests.Hostile;

/// <summary>More than anybody can want, over real sockets.</summary>
public sealed class FloodSpecs
{
    private const int Flood = 100_000;

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_flood_to_a_slow_service_is_heard_whole_and_in_order_and_others_do_not_wait_for_it(bool isServiceActor)
    {
        await using var hall = await HostileHall.OpenAsync();
        using var gate = new Gate();
        var heard = new Recorder<int>(expected: Flood);
        hall.Process.AddService("slow", isServiceActor ? Props.Create(() => new SlowService(gate, heard)) : Props.Create(() => new SlowActor(gate, heard)));
        using var connection = await hall.Foe.JoinAsync(hall.Process);

        var sending = connection.SendAsync(Enumerable.Range(0, Flood).Select(i => hall.Foe.Message("/slow/work", i)));
        await hall.OthersAreServedAsync();
        gate.Open();

        await sending;
        Assert.Equal(Enumerable.Range(0, Flood), await heard.All);
        Assert.Empty(hall.Log.Errors);
    }

    [Fact]
    public async Task A_flood_to_an_unknown_service_is_counted_but_not_a_flood_of_log_lines()
    {
        await using var hall = await HostileHall.OpenAsync();
        using var connection = await hall.Foe.JoinAsync(hall.Process);

        await connection.SendAsync([.. Enumerable.Range(0, Flood).SelectMany(_ => Bytes.Frame(Bytes.Body("/nobody/x", "i", new byte[4])))]);
        await connection.SendAsync(hall.Foe.Announce("behind"));
        await hall.Process.UntilService("behind", ServiceStatus.RemoteNoTime);

        Assert.Equal(Flood, hall.Process.Dropped(DropReason.UnknownService));
        await hall.Log.WarningAsync(hall.Foe.Info.Name.Text);
        Assert.InRange(hall.Log.Warnings.Count, 1, 30);
        await hall.OthersAreServedAsync();
    }

    [Fact]
    public async Task A_flood_of_malformed_messages_is_no_flood_of_log_lines_either()
    {
        await using var hall = await HostileHall.OpenAsync();
        using var connection = await hall.Foe.JoinAsync(hall.Process);

        await connection.SendAsync([.. Enumerable.Range(0, Flood).SelectMany(_ => Bytes.Frame(Bytes.Body("/echo/ask", "i", [])))]);
        await connection.SendAsync(hall.Foe.Announce("behind"));
        await hall.Process.UntilService("behind", ServiceStatus.RemoteNoTime);

        await hall.Log.WarningAsync(hall.Foe.Info.Name.Text);
        Assert.InRange(hall.Log.Warnings.Count, 1, 30);
        await hall.OthersAreServedAsync();
    }

    [Fact]
    public async Task Datagrams_to_a_service_that_does_not_keep_up_are_dropped_and_those_to_others_are_not()
    {
        await using var hall = await HostileHall.OpenAsync();
        using var gate = new Gate();
        var heard = new Recorder<int>(expected: 1);
        var slow = new Recorder<int>(expected: 1);
        hall.Process.AddService("slow", Props.Create(() => new SlowService(gate, slow)));
        hall.Process.AddMethod("/drum/hit", "i", m => heard.Add(m.Int32(0)));
        byte[] big = [0, 0, 0xc0, 0, .. new byte[0xc000]];

        while (hall.Process.Dropped(DropReason.QueueFull) == 0)
            await hall.Foe.SendDatagramAsync(Bytes.Body("/slow/blob", "b", big));
        while (heard.Count == 0)
        {
            await hall.Foe.SendDatagramAsync(Bytes.Body("/drum/hit", "i", [0, 0, 0, 5]));   // the system may still be full of the others, and drop it
            await hall.FriendIsServedAsync();
        }

        Assert.InRange(hall.Process.Core.Directory.FindLocal("slow")!.Datagrams.Waiting, InboundBudget.LimitBytes, InboundBudget.LimitBytes + (1 << 16));
        gate.Open();
        await hall.OthersAreServedAsync();
    }

    [Fact]
    public async Task R3_76_R3_77_D3_62_A_peer_that_does_not_read_blocks_its_senders_only_and_is_given_up_when_it_misses_announcements()
    {
        await using var hall = await HostileHall.OpenAsync(o => o with { MaxQueuedBytesPerProcess = 1 << 16 });
        using var connection = await hall.Foe.JoinAsync(hall.Process, "deaf");
        string text = new('x', 30_000);

        while (hall.Process.SendReliable("/deaf/ear", text) != SendStatus.Blocked)
        {
        }

        await hall.OthersAreServedAsync();
        Assert.Equal(ServiceStatus.RemoteNoTime, hall.Process.Status("deaf"));
        hall.Process.AddService("news");
        for (int i = 0; hall.Process.Status("deaf") != ServiceStatus.Unknown; i++)
        {
            hall.Process.SetProperty("news", "p", i + text);
            await hall.FriendIsServedAsync();   // and so reads the news
        }

        await hall.Log.WarningAsync(hall.Foe.Info.Name.Text);
        await hall.OthersAreServedAsync();
    }

    [Fact]
    public async Task D3_63_Two_processes_that_flood_each_other_both_go_on()
    {
        await using var a = await Ensembles.StartAsync("ping-pong");
        await using var b = await Ensembles.StartAsync("ping-pong", a);
        var heardByA = new Recorder<int>(expected: Flood);
        var heardByB = new Recorder<int>(expected: Flood);
        a.AddService("a", Props.Create(() => new Echo("/b/ball", heardByA)));
        b.AddService("b", Props.Create(() => new Echo("/a/ball", heardByB)));
        await a.UntilService("b", ServiceStatus.RemoteNoTime);
        await b.UntilService("a", ServiceStatus.RemoteNoTime);

        for (int i = 0; i < 1000; i++)
        {
            a.SendReliable("/b/ball", i);
            b.SendReliable("/a/ball", i);
        }

        await Task.WhenAll(heardByA.All, heardByB.All);
    }

    [Fact]
    public async Task A_hundred_thousand_services_and_taps_are_too_many_and_the_peer_stays_connected()
    {
        await using var hall = await HostileHall.OpenAsync();
        using var connection = await hall.Foe.JoinAsync(hall.Process, "own");
        var groups = Enumerable.Range(0, Flood).Select(i => i % 2 == 0
            ? AnnouncedGroup.NewService("s" + i, ServiceProperties.Empty)
            : AnnouncedGroup.TapAdded(new Tap("echo", "t" + i, null, TapSendMode.Reliable)));

        await connection.SendAsync(ServiceAnnouncement.CreateMessages(hall.Foe.Info.Name, [.. groups]));
        await connection.SendAsync(hall.Foe.Announce("own"), hall.Foe.Message("/echo/none"));
        await hall.Process.Until(() => hall.Process.Dropped(DropReason.NoHandler) == 1);

        Assert.Equal(ServiceDirectory.MaxServicesOfProcess, hall.Process.Services().Count(s => s.Process == hall.Foe.Info.Name.Text && s.Status != ServiceStatus.Tap) - 1);
        Assert.Equal(ServiceDirectory.MaxTapsOfProcess, hall.Process.Services().Count(s => s.Status == ServiceStatus.Tap));
        await hall.Log.WarningAsync("services or taps");
        Assert.InRange(hall.Log.Warnings.Count, 1, 30);
        connection.Dispose();
        await hall.Process.Until(() => hall.Process.Services().Count < 100);
        await hall.OthersAreServedAsync();
    }

    [Fact]
    public async Task Connections_that_never_introduce_themselves_are_bounded_and_cost_the_others_nothing()
    {
        await using var hall = await HostileHall.OpenAsync();
        List<RawConnection> silent = [];
        for (int i = 0; i < 1000; i++)
            silent.Add(await RawPeer.ConnectAsync(hall.Process));

        await hall.Log.WarningAsync("[512]");
        await hall.FriendIsServedAsync();
        silent.ForEach(connection => connection.Dispose());
        await hall.OthersAreServedAsync();
    }

    private sealed class SlowService : O2ServiceActor
    {
        public SlowService(Gate gate, Recorder<int> heard)
        {
            Method("/work", "i", m => { gate.Wait(); heard.Add(m.Int32(0)); });
            Method("/blob", "b", _ => gate.Wait());
        }
    }

    private sealed class SlowActor : ReceiveActor
    {
        public SlowActor(Gate gate, Recorder<int> heard) =>
            Receive<O2Message>(m => { gate.Wait(); heard.Add(m.AsView().Int32(0)); });
    }

    private sealed class Echo : O2ServiceActor
    {
        public Echo(string to, Recorder<int> heard) => Method("/ball", "i", m =>
        {
            heard.Add(m.Int32(0));
            O2.SendReliable(to, m.Int32(0));
        });
    }
}
