using O2.Protocol.Mqtt;

namespace O2.Actors;

/// <summary>An MQTT client that connects, and again whenever it is lost, until it leaves: our own in <c>embedded</c> mode, MQTTnet in <c>nuget</c> mode.</summary>
/// <remarks>Thread-safe. Never blocks.</remarks>
internal interface IMqttClient
{
    /// <summary>What would become of a publication of usual size now: <see cref="SendStatus.Sent"/>, <see cref="SendStatus.Blocked"/>, or <see cref="SendStatus.NoService"/> while offline.</summary>
    SendStatus CanPublish { get; }

    /// <summary>True when more waits than may: what is published <c>always</c> gets that far, and a message that is longer than the room that was left.</summary>
    bool IsOverfull { get; }

    /// <summary>Publishes, not retained.</summary>
    /// <param name="topic">The topic.</param>
    /// <param name="payload">The payload; it is copied.</param>
    /// <param name="quality">How hard to try.</param>
    /// <param name="always">Whether to take it also where there is no room. Then it is not sent again after a lost connection: it would be out of date.</param>
    /// <returns>As <see cref="CanPublish"/>.</returns>
    SendStatus Publish(string topic, ReadOnlySpan<byte> payload, MqttQuality quality, bool always = false);

    /// <summary>Completes when there may be room for a publication, or the broker is lost.</summary>
    Task WaitForRoomAsync();

    /// <summary>Goes on receiving, after <see cref="IMqttHandler.TryPause"/> was true.</summary>
    void Resume();

    /// <summary>Sends what waits, waits for acknowledgements, disconnects in order, and says so (<see cref="IMqttHandler.OnLeft"/>).</summary>
    /// <param name="limit">How long to wait at most.</param>
    void Leave(TimeSpan limit);
}
