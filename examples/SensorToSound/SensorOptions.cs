using System.Net;
using LaptopOrchestra;
using O2.Actors;
using O2.Web;

namespace SensorToSound;

/// <summary>What the command line says.</summary>
public sealed record SensorOptions
{
    /// <summary>The ensemble to join.</summary>
    public string Ensemble { get; init; } = "scimu";

    /// <summary>The port of the page, 0 for any.</summary>
    public int Port { get; init; } = O2WebOptions.DefaultPort;

    /// <summary>The sensor program to start; null for none.</summary>
    public string? Sensor { get; init; }

    /// <summary>How far the demo reaches: a real sensor needs the network.</summary>
    public NetworkScope Network { get; init; } = NetworkScope.Loopback;

    /// <summary>Where an OSC synth listens that plays along, as <c>host:port</c>; null for none.</summary>
    public DnsEndPoint? Osc { get; init; }

    /// <summary>When to end by itself; null for never.</summary>
    public int? Seconds { get; init; }

    /// <summary>Where the sound is written.</summary>
    public string Output { get; init; } = Path.Combine("artifacts", "sensor-demo");

    /// <summary>Whether the sound is only written, not played.</summary>
    public bool IsSilent { get; init; }

    /// <summary>Reads <c>--name=value</c> and <c>--name</c>.</summary>
    /// <exception cref="ArgumentException">An option is unknown, or its value is not allowed.</exception>
    public static SensorOptions Parse(IEnumerable<string> arguments)
    {
        var options = new SensorOptions();
        foreach (var argument in arguments)
        {
            var (name, value) = argument.Split('=', 2) is [var left, var right] ? (left, right) : (argument, "");
            options = name switch
            {
                "--ensemble" when value != "" => options with { Ensemble = value },
                "--port" when int.TryParse(value, out var port) && port is >= 0 and <= ushort.MaxValue => options with { Port = port },
                "--sensor" when value != "" => options with { Sensor = value == "none" ? null : value },
                "--osc" when value.Split(':') is [{ Length: > 0 } host, var digits] && ushort.TryParse(digits, out var oscPort) && oscPort > 0 =>
                    options with { Osc = new DnsEndPoint(host, oscPort) },
                "--network" => options with { Network = NetworkScope.LocalNetwork },
                "--seconds" when int.TryParse(value, out var seconds) && seconds > 0 => options with { Seconds = seconds },
                "--output" when value != "" => options with { Output = value },
                "--silent" => options with { IsSilent = true },
                _ => throw CommandLine.Misunderstood(argument),
            };
        }

        return options;
    }
}
