namespace O2.Protocol;

/// <summary>How another process is reached.</summary>
public enum ProcessLink
{
    /// <summary>By a TCP connection of our own, and UDP.</summary>
    Direct,

    /// <summary>Directly, too; a hub has told us about it, and nobody else had before.</summary>
    Hub,

    /// <summary>Through a broker, which passes every message on (MQTT).</summary>
    Relay,
}
