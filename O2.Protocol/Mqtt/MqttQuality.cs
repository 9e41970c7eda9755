namespace O2.Protocol.Mqtt;

/// <summary>How hard a broker and a client try to deliver a message (MQTT's quality of service). Exactly once, level 2, is not offered.</summary>
public enum MqttQuality : byte
{
    /// <summary>As long as the connections last, once; else not at all. What C++ O2 uses.</summary>
    AtMostOnce = 0,

    /// <summary>Acknowledged, and sent again after a lost connection; it may come twice.</summary>
    AtLeastOnce = 1,
}
