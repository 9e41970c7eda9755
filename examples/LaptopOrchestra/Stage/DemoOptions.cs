using O2.Actors;

namespace LaptopOrchestra;

/// <summary>What the command line says, for all programs of the demo alike.</summary>
public sealed record DemoOptions
{
    /// <summary>Where OSC apps send to, if nothing else is said.</summary>
    public const int UsualTouchPort = 8000;

    private const string DefaultEnsemble = "canon";

    /// <summary>The ensemble to join; null for <c>canon</c>. The director makes one up, so that two demos on one machine do not meet.</summary>
    public string? Ensemble { get; init; }

    /// <summary>How many times as fast as written the piece is played, 0.5 to 10.</summary>
    public double Speed { get; init; } = 1;

    /// <summary>Where the listener writes its files.</summary>
    public string Output { get; init; } = Path.Combine("artifacts", "demo");

    /// <summary>Whether the WAV is only written, not played.</summary>
    public bool IsSilent { get; init; }

    /// <summary>Whether to end when the standard input ends: so programs that the director started never outlive it.</summary>
    public bool IsLeashed { get; init; }

    /// <summary>What goes wrong.</summary>
    public Accident Accident { get; init; }

    /// <summary>Who may watch, in a browser.</summary>
    public Admission Admission { get; init; }

    /// <summary>The port of the page, 0 to 65535; 0 lets the system choose.</summary>
    public int Port { get; init; } = 8080;

    /// <summary>The OSC port of the touch surface, 0 for any; null when there is none.</summary>
    public int? TouchPort { get; init; }

    /// <summary>Whether phones can reach it; else only programs of this machine.</summary>
    public bool IsTouchOpen { get; init; }

    /// <summary>The piece.</summary>
    public Score Score => FrereJacques.Compose().Faster(Speed);

    /// <summary>Reads <c>--name=value</c> and <c>--name</c>.</summary>
    /// <exception cref="ArgumentException">An option is unknown, or its value is not allowed.</exception>
    public static DemoOptions Parse(IEnumerable<string> arguments)
    {
        var options = new DemoOptions();
        foreach (var argument in arguments)
        {
            var (name, value) = argument.Split('=', 2) is [var left, var right] ? (left, right) : (argument, "");
            options = name switch
            {
                "--ensemble" when value != "" => options with { Ensemble = value },
                "--output" when value != "" => options with { Output = value },
                "--speed" when double.TryParse(value, out var speed) && speed is >= 0.5 and <= 10 => options with { Speed = speed },
                "--crash" => options with { Accident = Accident.Crash },
                "--conductor-dies" => options with { Accident = Accident.ConductorDies },
                "--web" when value == "" => options with { Admission = Admission.Machine },
                "--web" when value == "network" => options with { Admission = Admission.Network },
                "--port" when ushort.TryParse(value, out var port) => options with { Port = port },
                "--touch" when value == "" => options with { TouchPort = UsualTouchPort },
                "--touch" when value == "network" => options with { TouchPort = options.TouchPort ?? UsualTouchPort, IsTouchOpen = true },
                "--touch" when ushort.TryParse(value, out var port) => options with { TouchPort = port },
                "--silent" => options with { IsSilent = true },
                "--leashed" => options with { IsLeashed = true },
                _ => throw CommandLine.Misunderstood(argument),
            };
        }

        return options;
    }

    /// <summary>The options as <see cref="Parse"/> reads them.</summary>
    public IEnumerable<string> ToArguments()
    {
        yield return $"--ensemble={Ensemble ?? DefaultEnsemble}";
        yield return $"--speed={Speed:R}";
        yield return $"--output={Output}";
        if (Accident != Accident.None)
            yield return Accident == Accident.Crash ? "--crash" : "--conductor-dies";

        if (Admission != Admission.Closed)
        {
            yield return Admission == Admission.Machine ? "--web" : "--web=network";
            yield return $"--port={Port}";
        }

        if (TouchPort is { } touchPort)
            yield return $"--touch={touchPort}";

        if (IsTouchOpen)
            yield return "--touch=network";

        if (IsSilent)
            yield return "--silent";

        if (IsLeashed)
            yield return "--leashed";
    }

    /// <summary>How the programs join the ensemble: on this machine only.</summary>
    public O2ProcessOptions ToProcessOptions() => new() { Ensemble = Ensemble ?? DefaultEnsemble, Network = NetworkScope.Loopback };
}
