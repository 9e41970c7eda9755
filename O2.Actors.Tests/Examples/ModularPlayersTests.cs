using ModularPlayers;

namespace O2.Actors.Tests.Examples;

/// <summary>Runs examples/ModularPlayers as users do, and types into it.</summary>
public class ModularPlayersTests
{
    private static readonly string Program = typeof(Transport).Assembly.Location;
    private static readonly string Ensemble = $"modular-{Environment.ProcessId}";

    [Fact]
    public async Task A_player_performs_alone_obeys_a_conductor_and_takes_control_back()
    {
        await using var player = ChildProcess.OfExample(Program, "player", "piano", Ensemble);
        await player.WaitForAsync("piano plays alone");
        await player.TypeAsync("tempo 200");
        await player.WaitForAsync("200 a minute");
        await player.TypeAsync("start");
        await player.WaitForAsync("piano: 1.3");

        await using (var conductor = ChildProcess.OfExample(Program, "conductor", Ensemble))
        {
            await player.WaitForAsync("piano hands over to the conductor");
            await conductor.WaitForAsync("piano has come");
            await player.WaitForAsync("piano rests");   // as the conductor does
            await conductor.TypeAsync("tempo 300");
            await conductor.TypeAsync("position 40");
            await player.WaitForAsync("piano rests at beat 40.0, 300 a minute");
            await conductor.TypeAsync("start");
            await player.WaitForAsync("piano: 11.3");
            await player.TypeAsync("stop");
            await player.WaitForAsync("the conductor has that");
        }

        await player.WaitForAsync("piano takes control back");
        await player.WaitForAsync("piano: ");           // and goes on
        await player.TypeAsync("stop");
        await player.WaitForAsync("piano rests");
    }

    [Fact]
    public void A_change_of_tempo_does_not_move_the_position()
    {
        var transport = new Transport();
        transport.SetPosition(10, 4);
        transport.Start(10);

        transport.SetTempo(11, 60);

        Assert.Equal(6, transport.BeatAt(11));
        Assert.Equal(7, transport.BeatAt(12));
        Assert.Equal(13, transport.TimeAt(8));
        transport.Stop(12);
        Assert.Equal(7, transport.BeatAt(20));
    }

    [Theory]
    [InlineData("tempo 90", true)]
    [InlineData(" start ", true)]
    [InlineData("tempo 0", false)]
    [InlineData("position -1", false)]
    [InlineData("tempo", false)]
    [InlineData("dance", false)]
    public void Only_the_four_commands_are_understood(string line, bool isCommand)
    {
        Assert.Equal(isCommand, Command.TryParse(line, out _));
    }
}
