namespace O2.Protocol.Mqtt;

/// <summary>Limits on what is read from a broker and kept for it.</summary>
public static class MqttLimits
{
    /// <summary>The longest packet that is read, in bytes, header included: an O2 message of full length with its topic. Longer ones are skipped.</summary>
    public const int MaxPacketBytes = 1 << 17;

    /// <summary>The longest text of a packet (topic, name, password) in bytes.</summary>
    public const int MaxTextBytes = ushort.MaxValue;

    /// <summary>The largest length that a packet can state: four groups of 7 bits.</summary>
    public const int MaxRemainingLength = (1 << 28) - 1;

    /// <summary>How many messages may wait for their acknowledgement.</summary>
    public const int MaxUnacknowledged = 1024;
}
