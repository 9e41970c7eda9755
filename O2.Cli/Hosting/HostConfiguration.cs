namespace O2.Cli;

/// <summary>What <c>o2 host</c> is to do; its file has these names, in JSON with comments. See <c>docs/host.md</c>.</summary>
internal sealed record HostConfiguration
{
    /// <summary>The ensemble to join.</summary>
    public string? Ensemble { get; init; }

    /// <summary>Whether this process keeps the ensemble's clock.</summary>
    public ClockChoice Clock { get; init; } = ClockChoice.Auto;

    /// <summary>How far the process reaches.</summary>
    public NetworkChoice Network { get; init; } = NetworkChoice.Local;

    /// <summary>The network interface to use, by name or address; null for all.</summary>
    public string? Interface { get; init; }

    /// <summary>Processes to connect to where multicast does not get through, as <c>address:port</c>.</summary>
    public IReadOnlyList<string> Peers { get; init; } = [];

    /// <summary>The process to use as hub, as <c>host:port</c>; null for none.</summary>
    public string? Hub { get; init; }

    /// <summary>The TCP port that other processes connect to, and use as hub; 0 lets the system choose.</summary>
    public int Port { get; init; }

    /// <summary>The broker at which processes of other networks are met.</summary>
    public MqttSection Mqtt { get; init; } = new();

    /// <summary>The host of O2lite clients.</summary>
    public LiteSection Lite { get; init; } = new();

    /// <summary>The web server.</summary>
    public WebSection Web { get; init; } = new();

    /// <summary>OSC programs.</summary>
    public OscSection Osc { get; init; } = new();

    /// <exception cref="UserErrorException">A setting is out of its range.</exception>
    public static void Check(bool isValid, string setting, object value, string range)
    {
        if (!isValid)
            throw new UserErrorException($"{setting} is {value}; it has to be {range}.");
    }
}
