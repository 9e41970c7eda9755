using LaptopOrchestra;
using O2.Actors;

namespace AudioThread;

/// <summary>What the command line says.</summary>
public sealed record AudioOptions
{
    /// <summary>Frames that the callback computes at a time, 16 to 4096.</summary>
    public int Frames { get; init; } = 64;

    /// <summary>Messages a second that the other process sends besides the music, 0 to 1,000,000.</summary>
    public int Flood { get; init; } = 50_000;

    /// <summary>How many times as fast as written the piece is played, 0.5 to 10.</summary>
    public double Speed { get; init; } = 1;

    /// <summary>The directory for the sound.</summary>
    public string Output { get; init; } = Path.Combine("artifacts", "audio");

    /// <summary>The ensemble that the two processes meet in.</summary>
    public string Ensemble { get; init; } = $"audio-{Environment.ProcessId}";

    /// <summary>Reads <c>--name=value</c>.</summary>
    /// <exception cref="ArgumentException">An option is unknown, or its value is not allowed.</exception>
    public static AudioOptions Parse(IEnumerable<string> arguments)
    {
        var options = new AudioOptions();
        foreach (var argument in arguments)
        {
            options = argument.Split('=', 2) switch
            {
                ["--frames", var value] when int.TryParse(value, out var frames) && frames is >= 16 and <= 4096 => options with { Frames = frames },
                ["--flood", var value] when int.TryParse(value, out var flood) && flood is >= 0 and <= 1_000_000 => options with { Flood = flood },
                ["--speed", var value] when double.TryParse(value, out var speed) && speed is >= 0.5 and <= 10 => options with { Speed = speed },
                ["--output", var value] when value != "" => options with { Output = value },
                ["--ensemble", var value] when value != "" => options with { Ensemble = value },
                _ => throw CommandLine.Misunderstood(argument),
            };
        }

        return options;
    }

    /// <summary>How the processes join the ensemble: on this machine only.</summary>
    public O2ProcessOptions ToProcessOptions() => new() { Ensemble = Ensemble, Network = NetworkScope.Loopback };
}
