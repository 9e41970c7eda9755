namespace O2.Protocol.Mqtt;

/// <summary>How far an <see cref="MqttSession"/> has come.</summary>
public enum MqttState
{
    /// <summary>There is no connection.</summary>
    Offline,

    /// <summary>CONNECT is sent. Nothing else is, before the broker has accepted it.</summary>
    Connecting,

    /// <summary>The topics are asked for.</summary>
    Subscribing,

    /// <summary>Messages come and go.</summary>
    Online,

    /// <summary>We leave as soon as what was sent is acknowledged.</summary>
    Leaving,
}
