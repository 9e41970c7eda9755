namespace O2.Protocol.Mqtt;

/// <summary>What a <see cref="BrokerAnnouncement"/> says.</summary>
public enum BrokerAnnouncementKind
{
    /// <summary>The process is there.</summary>
    Here,

    /// <summary>The process is there, and has global time.</summary>
    Synchronized,

    /// <summary>The process leaves.</summary>
    Bye,
}
