namespace O2.Protocol.Mqtt;

/// <summary>How a broker answers CONNECT; the values are those on the wire.</summary>
public enum MqttConnectCode : byte
{
    /// <summary>The client is accepted.</summary>
    Accepted = 0,

    /// <summary>The broker does not speak MQTT 3.1.1.</summary>
    OtherVersion = 1,

    /// <summary>The broker does not take the client's id.</summary>
    BadClientId = 2,

    /// <summary>The broker is there, but cannot serve now.</summary>
    Unavailable = 3,

    /// <summary>User name or password is wrong.</summary>
    BadCredentials = 4,

    /// <summary>The client may not connect: often a user name and password are wanted, and it gave none.</summary>
    NotAuthorized = 5,
}
