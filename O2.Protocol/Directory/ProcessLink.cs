namespace O2.Protocol;

/// <summary>How another process is reached.</summary>
public enum ProcessLink
{
    /// <summary>By a TCP connection of our own, and UDP.</summary>
    Tcp,

    /// <summary>Through an MQTT broker.</summary>
    Mqtt,
}
