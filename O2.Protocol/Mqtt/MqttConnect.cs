namespace O2.Protocol.Mqtt;

/// <summary>What a client tells a broker about itself.</summary>
/// <param name="ClientId">Its id: two clients with one id throw each other out. ASCII letters and digits, 1 to 23, are taken by every broker.</param>
/// <remarks>Immutable. Sessions are always clean: what others sent while we were away is of no use.</remarks>
public sealed record MqttConnect(string ClientId)
{
    private const int IdDigits = 16;

    /// <summary>Within how many seconds the client sends something, whatever; 0 to 65535. After half as much again the broker gives it up.</summary>
    public int KeepAliveSeconds { get; init; } = 30;

    /// <summary>The user's name; null when the broker asks for none.</summary>
    public string? UserName { get; init; }

    /// <summary>The password; used with <see cref="UserName"/> only. Without TLS it travels readable.</summary>
    public string? Password { get; init; }

    /// <summary>The topic to which the broker sends <see cref="WillPayload"/> when the client vanishes; null for none.</summary>
    public string? WillTopic { get; init; }

    /// <summary>What is sent there.</summary>
    public ReadOnlyMemory<byte> WillPayload { get; init; }

    /// <summary>Makes an id that no other client has.</summary>
    /// <param name="random">Where it comes from.</param>
    /// <returns>Text such as <c>o2x3f9a0c...</c>.</returns>
    public static string NewClientId(Random random) => "o2x" + random.GetHexString(IdDigits, lowercase: true);
}
