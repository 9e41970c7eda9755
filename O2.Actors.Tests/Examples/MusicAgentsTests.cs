using MusicAgents;

namespace O2.Actors.Tests.Examples;

/// <summary>Runs examples/MusicAgents as users do.</summary>
public sealed class MusicAgentsTests : IDisposable
{
    private readonly string _output = Directory.CreateTempSubdirectory("agents").FullName;

    [Fact]
    public async Task Three_agents_are_heard_one_of_them_is_restarted_and_sound_and_picture_are_written()
    {
        string[] options = ["--speed=8", $"--ensemble=agents-{Environment.ProcessId}", $"--output={_output}"];
        await using var agents = new ChildProcess("dotnet", [typeof(Agent).Assembly.Location, .. options]);

        var exitCode = await agents.WaitForExitAsync();

        Assert.True(exitCode == 0, agents.Output);
        Assert.Contains("bassoon threw an exception, and was restarted in", agents.Output);
        Assert.All(Agent.Names, agent => Assert.Contains($"bar {Agent.Bars}, beat 1.0   {agent}", agents.Output));
        Assert.Equal(["agents.mid", "agents.svg", "agents.wav"], Directory.GetFiles(_output).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task An_option_that_there_is_not_is_told_and_nothing_is_played()
    {
        await using var agents = new ChildProcess("dotnet", [typeof(Agent).Assembly.Location, "--loud"]);

        Assert.Equal(2, await agents.WaitForExitAsync());
        Assert.Equal("'--loud' is not an option, or its value is not allowed. The first lines of Program.cs tell all options.", agents.Output);
    }

    [Theory]
    [InlineData(0, 38)]     // D2
    [InlineData(5, 47)]     // B2, not B flat: Dorian
    [InlineData(7, 50)]
    [InlineData(-1, 36)]
    [InlineData(18, 69)]
    public void Degrees_are_counted_in_D_Dorian(int degree, int key)
    {
        Assert.Equal(key, new ScaleNote(degree, 0, 1).Key);
    }

    public void Dispose() => Directory.Delete(_output, recursive: true);
}
