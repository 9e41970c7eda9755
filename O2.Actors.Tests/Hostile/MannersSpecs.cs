using O2.Actors.Tests.Gateways;
using O2.Protocol;

namespace O2.Actors.Tests.Hostile;

/// <summary>Well-formed messages that nobody may send, over real sockets.</summary>
public sealed class MannersSpecs
{
    [Theory]
    [InlineData(IntroductionKind.Callback)]
    [InlineData(IntroductionKind.Connect)]
    [InlineData(IntroductionKind.Hub)]
    [InlineData(IntroductionKind.Reply)]
    public async Task D3_23_D3_24_Introductions_by_datagram_change_nothing(IntroductionKind kind)
    {
        await using var hall = await HostileHall.OpenAsync();

        await hall.Foe.SendDatagramAsync(hall.Foe.Introduce(kind));

        await hall.Process.Until(() => hall.Process.Dropped(DropReason.NotAllowed) == 1);
        await hall.OthersAreServedAsync();
        Assert.DoesNotContain(hall.Process.Processes(), p => p.Name == hall.Foe.Info.Name);
    }

    [Theory]
    [InlineData(IntroductionKind.Reply)]
    [InlineData(IntroductionKind.Callback)]
    [InlineData((IntroductionKind)99)]
    [InlineData((IntroductionKind)(-1))]
    public async Task D3_20_D3_21_D3_22_Introductions_that_nobody_asked_for_are_survived(IntroductionKind kind)
    {
        await using var hall = await HostileHall.OpenAsync();
        using var connection = await hall.Foe.JoinAsync(hall.Process, "own");

        await connection.SendAsync(hall.Foe.Introduce(kind), hall.Foe.Introduce(IntroductionKind.Connect), hall.Foe.Announce("more"));

        await hall.Process.UntilService("more", ServiceStatus.RemoteNoTime);
        await hall.Log.WarningAsync(hall.Foe.Info.Name.Text);
        await hall.OthersAreServedAsync();
    }

    [Fact]
    public async Task R3_30_R3_31_Another_ensemble_or_version_is_turned_away_with_a_word()
    {
        await using var hall = await HostileHall.OpenAsync();
        O2Message[] strangers =
        [
            new Introduction("other", hall.Foe.Info, IntroductionKind.Connect).ToMessage(),
            new Introduction(HostileHall.Ensemble, hall.Foe.Info with { Version = 0x030000 }, IntroductionKind.Connect).ToMessage(),
            new Introduction("h\u0007l\n", hall.Foe.Info, IntroductionKind.Connect).ToMessage(),
        ];
        foreach (var stranger in strangers)
        {
            using var connection = await RawPeer.ConnectAsync(hall.Process);
            await connection.SendAsync(stranger, hall.Foe.Announce("smuggled"));
            await connection.ReceiveEndAsync();
        }

        await hall.OthersAreServedAsync();
        await hall.Log.WarningAsync("other");
        await hall.Log.WarningAsync("3.0.0");
        await hall.Log.WarningAsync("h?l?");
        Assert.Equal(strangers.Length, hall.Log.Warnings.Count);
        Assert.DoesNotContain(hall.Log.Warnings, w => w.Any(char.IsControl));
        Assert.Equal(ServiceStatus.Unknown, hall.Process.Status("smuggled"));
    }

    [Theory]
    [InlineData(IntroductionKind.Connect)]
    [InlineData(IntroductionKind.Callback)]
    [InlineData(IntroductionKind.Hub)]
    public async Task A_second_process_with_the_name_of_this_one_is_turned_away(IntroductionKind kind)
    {
        await using var hall = await HostileHall.OpenAsync();
        using var connection = await RawPeer.ConnectAsync(hall.Process);
        var impostor = hall.Foe.Info with { Name = hall.Process.Name };

        await connection.SendAsync(
            new Introduction(HostileHall.Ensemble, impostor, kind).ToMessage(),
            ServiceAnnouncement.CreateMessages(impostor.Name, [AnnouncedGroup.NewService("stolen", ServiceProperties.Empty)]).Single());

        await connection.ReceiveEndAsync();
        await hall.OthersAreServedAsync();
        Assert.Equal(ServiceStatus.Unknown, hall.Process.Status("stolen"));
        Assert.DoesNotContain(hall.Process.Processes(), p => p.Name == hall.Process.Name);
    }

    [Fact]
    public async Task D3_19_Processes_that_cannot_be_reached_are_survived()
    {
        await using var hall = await HostileHall.OpenAsync();
        using var connection = await hall.Foe.JoinAsync(hall.Process, "own");
        uint[] nowhere = [0, 0xffffffff, 0x7f000001, 0xe0000001, 0x7f000002, 0x00000001];

        await connection.SendAsync(nowhere.Select(ip =>
            new Introduction(HostileHall.Ensemble, new ProcessInfo(new ProcessName(0, ip, 1), 1, ProtocolVersion.Current), IntroductionKind.Info).ToMessage()));
        await connection.SendAsync(hall.Foe.Announce("behind"));

        await hall.Process.UntilService("behind", ServiceStatus.RemoteNoTime);
        await hall.OthersAreServedAsync();
        Assert.Empty(hall.Log.Errors);
    }

    [Fact]
    public async Task D3_82_R3_56_Timers_bridges_and_tappers_of_ours_are_not_addressed_from_outside()
    {
        await using var hall = await HostileHall.OpenAsync();
        using var connection = await hall.Foe.JoinAsync(hall.Process);
        string[] addresses = ["!_o2/ds", "!_o2/dydog", "!_o2/ipq", "!_o2/cs/ps", "!_o2/cs/cu", "!_o2/mqtt/ps", "!_o2/o2sm/sv", "!_o2/o2lite/con", "!_o2/si"];

        await connection.SendAsync(addresses.Select(a => hall.Foe.Message(a)));
        await connection.SendAsync(O2Message.Create(O2Address.Get("/nobody/x"), GlobalTime.Immediately, new MessageFlags(0x102 | 1), 1));
        await connection.SendAsync(hall.Foe.Announce("behind"));

        await hall.Process.UntilService("behind", ServiceStatus.RemoteNoTime);
        await hall.Log.WarningAsync(hall.Foe.Info.Name.Text);
        Assert.InRange(hall.Log.Warnings.Count, 1, addresses.Length + 1);
        await hall.OthersAreServedAsync();
    }

    [Fact]
    public async Task Hostile_names_neither_enter_the_directory_nor_reach_the_log_as_they_are()
    {
        await using var hall = await HostileHall.OpenAsync();
        using var connection = await hall.Foe.JoinAsync(hall.Process);
        string[] refused = ["", "with/slash", "@00000000:7f000001:0001", "_o2", new string('n', 2000)];

        await connection.SendAsync(ServiceAnnouncement.CreateMessages(hall.Foe.Info.Name, [.. refused.Select(n => AnnouncedGroup.NewService(n, ServiceProperties.Empty))]));
        await connection.SendAsync(Bytes.Frame(Bytes.Body("!_o2/sv", "sTTsi",
            [.. Bytes.Text(System.Text.Encoding.ASCII.GetBytes(hall.Foe.Info.Name.Text)), .. Bytes.Text([0xff, 0xc0, 0x0a, 0x1b]), .. Bytes.Text([]), 0, 0, 0, 0])));
        await connection.SendAsync(Bytes.Frame(Bytes.Body("/no\u001b[31m\nsuch/x", "", [])));
        await connection.SendAsync(hall.Foe.Announce("behind"));

        await hall.Process.UntilService("behind", ServiceStatus.RemoteNoTime);
        Assert.Equal(refused.Length, refused.Count(n => n is "_o2" || hall.Process.Status(n) == ServiceStatus.Unknown));
        await hall.Log.WarningAsync($"[{refused.Length}]");
        Assert.DoesNotContain(hall.Log.Warnings, w => w.Any(char.IsControl));
        await hall.OthersAreServedAsync();
    }

    [Theory]
    [InlineData(double.NaN, 1)]
    [InlineData(double.NegativeInfinity, 1)]
    [InlineData(-1e300, 1)]
    [InlineData(double.Epsilon, 1)]
    [InlineData(double.PositiveInfinity, 0)]
    [InlineData(1e300, 0)]
    [InlineData(200_000, 0)]
    public async Task Absurd_times_are_now_or_dropped(double time, int delivered)
    {
        await using var hall = await HostileHall.OpenAsync();
        hall.Process.BecomeClockReference();
        var heard = new Recorder<int>(expected: delivered + 1);
        hall.Process.AddMethod("/drum/hit", "i", m => heard.Add(m.Int32(0)));
        using var connection = await hall.Foe.JoinAsync(hall.Process);

        await connection.SendAsync([.. Bytes.Frame(Bytes.Body("/drum/hit", "i", [0, 0, 0, 1], time)), .. Bytes.Frame(Bytes.Body("/drum/hit", "i", [0, 0, 0, 2]))]);

        Assert.Equal(delivered == 1 ? [1, 2] : [2], await heard.All);
        Assert.Equal(1 - delivered, hall.Process.Dropped(DropReason.TooFarAhead));
        Assert.Equal(0, hall.Process.Core.Scheduler.Count);
    }
}
