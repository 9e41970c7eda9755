namespace O2.Protocol;

/// <summary>How another process is reached.</summary>
public enum ProcessLink
{
    /// <summary>By a TCP connection of our own, and UDP.</summary>
    Direct,

    /// <summary>Directly, too; a hub has told one of us about the other, and nobody else had before.</summary>
    Hub,

    /// <summary>Through a broker, which passes every message on (MQTT).</summary>
    Relay,
}
