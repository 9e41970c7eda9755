using System.Buffers;
using O2.Protocol;
using O2.Protocol.Mqtt;

namespace O2.Actors;

/// <summary>Publishes what a process says: on the topic that all read, and on those of other processes.</summary>
/// <remarks>Thread-safe. Never blocks.</remarks>
internal sealed class BrokerPublisher(IMqttClient client, BrokerTopics topics, MqttQuality quality)
{
    private const int StackBytes = 512;
    private int _number;

    /// <summary>What would become of a message now.</summary>
    public SendStatus CanPublish => client.CanPublish;

    /// <summary>True when more waits than may; only what this process says about itself gets that far.</summary>
    public bool IsOverfull => client.IsOverfull;

    /// <summary>Where a process gets its messages.</summary>
    public string TopicOf(ProcessName process) => topics.Of(process);

    /// <summary>Completes when there may be room for a message.</summary>
    public Task WaitForRoomAsync() => client.WaitForRoomAsync();

    /// <summary>Says something about this process to all.</summary>
    /// <param name="text">The text, without the two bytes before it.</param>
    /// <param name="isLast">Whether we leave then, and have to know that the broker has it.</param>
    public void Announce(byte[] text, bool isLast) => client.Publish(
        topics.Discovery, BrokerPayload.Create(text, Interlocked.Increment(ref _number)), isLast ? MqttQuality.AtLeastOnce : MqttQuality.AtMostOnce, always: true);

    /// <summary>
    /// Sends a message to a process: from its flag word on, without a length. All reliable messages have the same quality, since a broker may let those of another overtake.
    /// </summary>
    /// <param name="topic">The topic of the process.</param>
    /// <param name="message">The message; it may live on the sender's stack.</param>
    /// <param name="always">Whether to take it also where there is no room.</param>
    public SendStatus Send(string topic, in O2MessageView message, bool always = false)
    {
        if (message.WireLength > ProtocolLimits.MaxTcpFrameBytes)
            return SendStatus.TooLarge;
        int size = BrokerPayload.PrefixBytes + message.WireLength;
        byte[]? rented = size > StackBytes ? ArrayPool<byte>.Shared.Rent(size) : null;
        Span<byte> payload = (rented ?? stackalloc byte[StackBytes])[..size];
        MessageEncoder.WriteUdp(message, BrokerPayload.Begin(payload, Interlocked.Increment(ref _number)));
        var status = client.Publish(topic, payload, message.Flags.IsReliable ? quality : MqttQuality.AtMostOnce, always);
        if (rented is not null)
            ArrayPool<byte>.Shared.Return(rented);
        return status;
    }
}
