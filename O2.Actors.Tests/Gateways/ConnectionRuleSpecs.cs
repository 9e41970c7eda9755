using O2.Protocol;

namespace O2.Actors.Tests.Gateways;

/// <summary>How connections begin and end, against a peer of bare sockets.</summary>
public sealed class ConnectionRuleSpecs
{
    [Fact]
    public async Task R3_29_D3_15_Nothing_is_sent_or_believed_before_the_introduction()
    {
        using var peer = new RawPeer("rules");
        await using var process = await peer.StartProcessAsync();
        using var connection = await RawPeer.ConnectAsync(process);
        await connection.SendAsync(peer.Announce("early"), SystemMessages.CreateClockSynchronized(peer.Info.Name));
        process.AddService("new");
        process.BecomeClockReference();   // a reference would tell every connection of both

        await connection.SendAsync(peer.Introduce(IntroductionKind.Connect), peer.Announce("late"));

        var said = await connection.ReceiveUntilAsync("!_o2/sv");
        Assert.Equal(["!_o2/cs/cs", "!_o2/sv"], said.Select(m => m.Address.Text));
        Assert.Equal(["_cs", "new"], ServiceAnnouncement.Read(said[1])!.Groups.Select(g => g.Service).Order(StringComparer.Ordinal));
        await process.UntilService("late", ServiceStatus.RemoteNoTime);
        Assert.Equal(ServiceStatus.Unknown, process.Status("early"));
    }

    [Fact]
    public async Task R3_37_An_announcement_counts_for_the_process_of_its_connection_only()
    {
        using RawPeer first = new("rules"), second = new("rules");
        await using var process = await first.StartProcessAsync();
        using RawConnection one = await first.JoinAsync(process), two = await second.JoinAsync(process);

        await one.SendAsync(second.Announce("stolen"), first.Announce("own"));

        await process.UntilService("own", ServiceStatus.RemoteNoTime);
        Assert.Equal(ServiceStatus.Unknown, process.Status("stolen"));
    }

    [Fact]
    public async Task R3_28_A_process_that_leaves_ends_its_connections_in_order_though_much_is_on_its_way_to_it()
    {
        using var peer = new RawPeer("rules");
        var process = await peer.StartProcessAsync();
        process.AddMethod("/sink", null, _ => { });
        using var connection = await peer.JoinAsync(process);
        var much = connection.SendAsync(Enumerable.Repeat(peer.Message("/sink/x", new byte[1000]), 1000));

        var leaving = process.DisposeAsync();

        await connection.ReceiveEndAsync();
        connection.Dispose();
        await leaving;
        await Record.ExceptionAsync(() => much);
    }

    [Fact]
    public async Task D3_17_A_reset_connection_is_noticed_without_a_send()
    {
        using var peer = new RawPeer("rules");
        await using var process = await peer.StartProcessAsync();
        using var connection = await peer.JoinAsync(process, "synth");
        await process.UntilService("synth", ServiceStatus.RemoteNoTime);

        connection.Reset();

        await process.UntilService("synth", ServiceStatus.Unknown);
        await process.Until(() => process.Processes().Count == 0);
    }

    [Fact]
    public async Task D3_18_A_second_connection_of_a_process_takes_the_place_of_the_first()
    {
        using var peer = new RawPeer("rules");
        await using var process = await peer.StartProcessAsync();
        using var first = await peer.JoinAsync(process, "synth");
        using var second = await peer.JoinAsync(process, "synth");

        await first.ReceiveEndAsync();
        first.Dispose();
        await process.UntilService("synth", ServiceStatus.RemoteNoTime);
        process.SendReliable("/synth/note", 60);

        Assert.Single(process.Services(), s => s.Service == "synth");
        Assert.Equal("/synth/note i 60", (await second.ReceiveUntilAsync("/synth/note"))[^1].ToString());
    }

    [Theory]
    [InlineData(IntroductionKind.Connect, 1)]
    [InlineData(IntroductionKind.Reply, 0)]
    [InlineData((IntroductionKind)99, 0)]
    public async Task D3_20_D3_21_D3_22_A_later_introduction_does_no_harm(IntroductionKind kind, int listsAgain)
    {
        using var peer = new RawPeer("rules");
        await using var process = await peer.StartProcessAsync();
        process.AddMethod("/echo/ask", "", _ => process.SendReliable("/synth/answer"));
        using var connection = await peer.JoinAsync(process, "synth");

        await connection.SendAsync(peer.Introduce(kind), peer.Message("/echo/ask"));

        var said = await connection.ReceiveUntilAsync("/synth/answer");
        Assert.Equal(listsAgain, said.Count(m => m.Address.Text == "!_o2/sv"));
    }

    [Theory]
    [InlineData(0xffffffffu, 0xffffffffu)]
    [InlineData(0u, 1u)]
    public async Task D3_19_A_process_with_an_address_that_leads_nowhere_is_survived(uint publicIp, uint internalIp)
    {
        using var peer = new RawPeer("rules");
        await using var process = await peer.StartProcessAsync();
        var nowhere = new ProcessInfo(new ProcessName(publicIp, internalIp, 9), 9, ProtocolVersion.Current);
        using (var temporary = await RawPeer.ConnectAsync(process))
        {
            await temporary.SendAsync(new Introduction("rules", nowhere, IntroductionKind.Callback).ToMessage());
            await temporary.ReceiveEndAsync();
        }

        using var connection = await peer.JoinAsync(process, "synth");
        await process.UntilService("synth", ServiceStatus.RemoteNoTime);
        Assert.Equal(peer.Info.Name, Assert.Single(process.Processes()).Name);
    }

    [Fact]
    public async Task D3_11_A_process_that_closed_its_connection_and_lives_is_connected_again()
    {
        using var peer = new RawPeer("rules");
        await using var process = await peer.StartProcessAsync();
        using (var connection = await peer.BecomeServerAsync(process))
            await connection.SendAsync(peer.Announce("synth"));

        using var again = await peer.AcceptLastingAsync();
        await again.SendAsync(peer.Announce("synth"));

        await process.UntilService("synth", ServiceStatus.RemoteNoTime);
    }
    [Fact]
    public async Task R3_75_A_message_that_a_process_would_not_take_is_not_sent()
    {
        using var peer = new RawPeer("rules");
        await using var process = await peer.StartProcessAsync();
        using var connection = await peer.JoinAsync(process, "synth");
        await process.UntilService("synth", ServiceStatus.RemoteNoTime);

        Assert.Equal(SendStatus.TooLarge, process.SendReliable("/synth/x", new byte[65536]));
        Assert.Equal(SendStatus.TooLarge, process.Send("/synth/x", new byte[65536]));
        Assert.Equal(SendStatus.Sent, process.SendReliable("/synth/y"));

        Assert.Equal("/synth/y", (await connection.ReceiveAsync()).Address.Text);
    }
}
