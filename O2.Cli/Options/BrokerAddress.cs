using System.Globalization;
using O2.Actors;

namespace O2.Cli;

/// <summary>Reads how a user names an MQTT broker: <c>[tls://]HOST[:PORT]</c>.</summary>
internal static class BrokerAddress
{
    /// <summary>The user name, and the password, that the broker asks for: not on the command line, which others can read.</summary>
    public const string UserVariable = "O2_MQTT_USER", PasswordVariable = "O2_MQTT_PASSWORD";

    private const string Tls = "tls://";

    /// <exception cref="UserErrorException">The text has another form.</exception>
    public static MqttOptions Parse(string text)
    {
        var usesTls = text.StartsWith(Tls, StringComparison.Ordinal);
        var port = 0;
        if ((usesTls ? text[Tls.Length..] : text).Split(':') is not [{ Length: > 0 } host, .. { Length: <= 1 } rest]
            || (rest is [var digits] && (!int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out port) || port is < 1 or > 65535)))
        {
            throw new UserErrorException($"--mqtt {text}: write the host of the broker, and its port if it has another than the usual one, for example broker.example.org:1883 or tls://broker.example.org.");
        }

        return new MqttOptions
        {
            Broker = host,
            Port = port,
            UseTls = usesTls,
            UserName = Environment.GetEnvironmentVariable(UserVariable),
            Password = Environment.GetEnvironmentVariable(PasswordVariable),
        };
    }
}
