namespace O2.Protocol;

/// <summary>How another process is reached.</summary>
public enum ProcessLink
{
    /// <summary>By a TCP connection of our own, and UDP.</summary>
    Direct,

    /// <summary>Through a broker, which passes every message on (MQTT).</summary>
    Relay,
}
