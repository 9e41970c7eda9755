namespace O2.Protocol;

/// <summary>The state of a service as O2 counts it. The values are those of <c>o2_status</c>, of status events and of service lists.</summary>
/// <remarks>0 and above: messages can be sent. 4 to 7: both sides share the global clock, so timed messages are kept until their moment.</remarks>
public enum ServiceStatus
{
    /// <summary>Nobody offers the service.</summary>
    Unknown = -1,

    /// <summary>In this process, which has no global time yet.</summary>
    LocalNoTime = 0,

    /// <summary>In another process; one of the two has no global time yet.</summary>
    RemoteNoTime = 1,

    /// <summary>At a bridge client; it or this process has no global time yet.</summary>
    BridgeNoTime = 2,

    /// <summary>At an OSC server; this process has no global time yet.</summary>
    OscNoTime = 3,

    /// <summary>In this process.</summary>
    Local = 4,

    /// <summary>In another process.</summary>
    Remote = 5,

    /// <summary>At a bridge client.</summary>
    Bridge = 6,

    /// <summary>At an OSC server.</summary>
    Osc = 7,

    /// <summary>Only in lists: the row stands for a tap.</summary>
    Tap = 8,
}
