namespace O2.Protocol.Mqtt;

/// <summary>The kinds of packets of MQTT 3.1.1 that a client of our kind sends or reads; the values are those on the wire. Others are skipped.</summary>
public enum MqttPacketType : byte
{
    /// <summary>The client introduces itself.</summary>
    Connect = 1,

    /// <summary>The broker accepts the client, or says why not.</summary>
    ConnectAnswer = 2,

    /// <summary>A message to a topic, either way.</summary>
    Publish = 3,

    /// <summary>The receiver has a message of <see cref="MqttQuality.AtLeastOnce"/>.</summary>
    PublishAnswer = 4,

    /// <summary>The client wants the messages of a topic.</summary>
    Subscribe = 8,

    /// <summary>The broker grants that, or not.</summary>
    SubscribeAnswer = 9,

    /// <summary>The client asks whether the broker is there.</summary>
    Ping = 12,

    /// <summary>It is.</summary>
    PingAnswer = 13,

    /// <summary>The client leaves in order: its will is not published.</summary>
    Disconnect = 14,
}
