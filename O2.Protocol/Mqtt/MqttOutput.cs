namespace O2.Protocol.Mqtt;

/// <summary>Something that the driver of an <see cref="MqttSession"/> has to do. Outputs are to be handled in the order in which they are taken.</summary>
public abstract record MqttOutput
{
    private MqttOutput()
    {
    }

    /// <summary>Send bytes to the broker.</summary>
    /// <param name="Packet">One packet.</param>
    public sealed record Send(byte[] Packet) : MqttOutput;

    /// <summary>Tell the user that messages come and go from now on: the broker has accepted us and granted all topics.</summary>
    public sealed record Online : MqttOutput
    {
        /// <summary>The only value.</summary>
        public static readonly Online Instance = new();
    }

    /// <summary>Close the connection; unless we left, try again later.</summary>
    /// <param name="Reason">Why, for people; null when we left.</param>
    public sealed record Ended(string? Reason) : MqttOutput;
}
