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

    public void Dispose() => Directory.Delete(_output, recursive: true);
}
