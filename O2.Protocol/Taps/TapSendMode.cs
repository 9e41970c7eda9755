namespace O2.Protocol;

/// <summary>How the copies of a tapped message travel. The values are those on the wire.</summary>
public enum TapSendMode
{
    /// <summary>As the original did: reliable copies of reliable messages, best effort else.</summary>
    Keep = 0,

    /// <summary>Always reliably (TCP).</summary>
    Reliable = 1,

    /// <summary>Always best effort (UDP).</summary>
    BestEffort = 2,
}
