using O2.Protocol;

namespace O2.Actors.Tests.Gateways;

/// <summary>What a peer says in a row counts in that order, although several actors take part in hearing it.</summary>
public sealed class ConnectionOrderSpecs
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_handler_can_answer_to_a_service_that_was_announced_just_before_the_message(bool peerIsClient)
    {
        using var peer = new RawPeer("order");
        await using var process = await peer.StartProcessAsync();
        process.AddMethod("/echo/ask", "s", m => process.SendReliable(m.Text(0), 7));
        using var connection = peerIsClient ? await RawPeer.ConnectAsync(process) : await peer.BecomeServerAsync(process);
        O2Message[] said = [peer.Announce("reply"), peer.Message("/echo/ask", "/reply/here")];

        await connection.SendAsync(peerIsClient ? [peer.Introduce(IntroductionKind.Connect), .. said] : said);

        Assert.Equal("/reply/here i 7", (await connection.ReceiveUntilAsync("/reply/here"))[^1].ToString());
    }

    [Fact]
    public async Task A_new_service_can_be_answered_on_an_old_connection_too()
    {
        using var peer = new RawPeer("order");
        await using var process = await peer.StartProcessAsync();
        process.AddMethod("/echo/ask", "s", m => process.SendReliable(m.Text(0), 7));
        using var connection = await peer.JoinAsync(process);

        for (int i = 0; i < 100; i++)
        {
            await connection.SendAsync(peer.Announce($"reply{i}"));
            await connection.SendAsync(peer.Message("/echo/ask", $"/reply{i}/here"));
            await connection.ReceiveUntilAsync($"/reply{i}/here");
        }
    }

    [Fact]
    public async Task The_clock_answers_a_follower_whose_first_question_overtakes_its_announcement()
    {
        using var peer = new RawPeer("order");
        await using var process = await peer.StartProcessAsync();
        process.BecomeClockReference();
        using var connection = await peer.BecomeServerAsync(process);

        await peer.SendDatagramAsync(ClockMessages.CreateGet(peer.Info.Name, pingNumber: 1));

        Assert.True(ClockMessages.TryReadPut(await peer.ReceiveDatagramAsync(), out int number, out _));
        Assert.Equal(1, number);
    }

    [Fact]
    public async Task The_clock_does_not_answer_a_stranger()
    {
        using var peer = new RawPeer("order");
        await using var process = await peer.StartProcessAsync();
        process.BecomeClockReference();

        await peer.SendDatagramAsync(ClockMessages.CreateGet(peer.Info.Name, pingNumber: 1));
        using var connection = await peer.BecomeServerAsync(process);
        await connection.SendAsync(peer.Announce());
        await peer.SendDatagramAsync(ClockMessages.CreateGet(peer.Info.Name, pingNumber: 2));

        ClockMessages.TryReadPut(await peer.ReceiveDatagramAsync(), out int number, out _);
        Assert.Equal(2, number);
    }
}
