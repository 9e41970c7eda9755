using System.Net.Security;
using O2.Protocol.Mqtt;

namespace O2.Actors;

/// <summary>The MQTT broker at which processes of an ensemble find each other across networks, and which passes on what cannot go directly.</summary>
/// <remarks>
/// Immutable. Anyone can read and write what goes through a public broker, by which an ensemble is as open as its name is known. Use one of your own,
/// with TLS and a password, for anything else than a try. See <c>docs/mqtt.md</c>.
/// </remarks>
public sealed record MqttOptions
{
    private const int UsualPort = 1883;
    private const int UsualTlsPort = 8883;

    /// <summary>Host name or IPv4 address of the broker. Default: the public broker that C++ O2 uses.</summary>
    public string Broker { get; init; } = "broker.hivemq.com";

    /// <summary>Its TCP port; 0 (default): 1883, or 8883 with <see cref="UseTls"/>.</summary>
    public int Port { get; init; }

    /// <summary>The user name that the broker asks for; null (default) for none.</summary>
    public string? UserName { get; init; }

    /// <summary>The password that belongs to it. Without <see cref="UseTls"/> it travels readable.</summary>
    public string? Password { get; init; }

    /// <summary>Whether to connect by TLS, and to check the broker's certificate. Default false.</summary>
    public bool UseTls { get; init; }

    /// <summary>Decides about the broker's certificate; null (default): the machine's list of authorities does. May be called on any thread.</summary>
    public RemoteCertificateValidationCallback? CheckCertificate { get; init; }

    /// <summary>
    /// Whether the broker acknowledges reliable messages, and what it has not acknowledged is sent again after a lost connection. Default false, as in
    /// C++ O2: a lost connection loses what was under way. If true, a message may come twice.
    /// </summary>
    public bool Acknowledge { get; init; }

    /// <summary>The port that is meant.</summary>
    internal int ActualPort => Port != 0 ? Port : UseTls ? UsualTlsPort : UsualPort;

    internal MqttQuality Quality => Acknowledge ? MqttQuality.AtLeastOnce : MqttQuality.AtMostOnce;

    /// <summary>Checks every value.</summary>
    /// <param name="ensemble">The name of the ensemble.</param>
    /// <exception cref="ArgumentException">A value is out of its range, or the ensemble has a name that brokers cannot use; the message says so.</exception>
    internal void Validate(string ensemble)
    {
        OptionRange.Check(!string.IsNullOrWhiteSpace(Broker), nameof(Broker), Broker, "host names or IPv4 addresses");
        OptionRange.Check(Port is >= 0 and <= ushort.MaxValue, nameof(Port), Port, "0 to 65535");
        if (UserName is null && Password is not null)
            throw new ArgumentException("A password for the broker needs a user name.", nameof(UserName));
        _ = new BrokerTopics(ensemble);
    }
}
