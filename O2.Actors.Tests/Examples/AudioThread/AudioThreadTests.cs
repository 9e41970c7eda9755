using AudioThread;

namespace O2.Actors.Tests.Examples.AudioThread;

/// <summary>Runs examples/AudioThread as users do.</summary>
public sealed class AudioThreadTests : IDisposable
{
    private const int HeaderBytes = 44;
    private readonly string _output = Directory.CreateTempSubdirectory("audio").FullName;

    [Fact]
    public async Task A_flooded_synth_plays_every_note_and_allocates_nothing()
    {
        string[] options = ["--speed=10", "--flood=5000", "--frames=128", $"--output={_output}"];
        await using var program = new ChildProcess("dotnet", [typeof(Synth).Assembly.Location, .. options]);

        int exitCode = await program.WaitForExitAsync();

        Assert.True(exitCode == 0, program.Output);
        Assert.Contains("allocated           0 bytes", program.Output);
        Assert.True(new FileInfo(Path.Combine(_output, "audio.wav")).Length > HeaderBytes + 2 * SoundCard.SampleRate * 4, program.Output);
    }

    [Fact]
    public async Task An_option_that_there_is_not_is_told()
    {
        await using var program = new ChildProcess("dotnet", [typeof(Synth).Assembly.Location, "--frames=7"]);

        Assert.Equal(2, await program.WaitForExitAsync());
        Assert.StartsWith("'--frames=7' is not an option, or its value is not allowed.", program.Output);
    }

    public void Dispose() => Directory.Delete(_output, recursive: true);
}
