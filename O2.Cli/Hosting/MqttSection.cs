using O2.Actors;

namespace O2.Cli;

/// <summary>Section <c>mqtt</c>: the broker at which the host meets processes of other networks.</summary>
internal sealed record MqttSection
{
    public bool Enabled { get; init; }

    /// <summary>Host name or address of the broker.</summary>
    public string Broker { get; init; } = "broker.hivemq.com";

    /// <summary>Its port, 0 to 65535; 0 for the usual one.</summary>
    public int Port { get; init; }

    /// <summary>Whether to speak TLS.</summary>
    public bool Tls { get; init; }

    /// <summary>The user name that it asks for; null for what the environment says.</summary>
    public string? User { get; init; }

    /// <summary>The password; null for what the environment says.</summary>
    public string? Password { get; init; }

    /// <summary>The section that says what a command line has said.</summary>
    public static MqttSection Of(MqttOptions options) => new() { Enabled = true, Broker = options.Broker, Port = options.Port, Tls = options.UseTls };

    /// <summary>The same, as the library takes it; null when there is to be no broker.</summary>
    /// <exception cref="UserErrorException">A setting is out of its range.</exception>
    public MqttOptions? ToOptions()
    {
        if (!Enabled)
            return null;
        HostConfiguration.Check(Port is >= 0 and <= 65535, "mqtt.port", Port, "0 to 65535");
        HostConfiguration.Check(!string.IsNullOrWhiteSpace(Broker), "mqtt.broker", $"\"{Broker}\"", "a host name or an address");
        return new MqttOptions
        {
            Broker = Broker,
            Port = Port,
            UseTls = Tls,
            UserName = User ?? Environment.GetEnvironmentVariable(BrokerAddress.UserVariable),
            Password = Password ?? Environment.GetEnvironmentVariable(BrokerAddress.PasswordVariable),
        };
    }
}
