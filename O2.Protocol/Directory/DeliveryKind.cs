namespace O2.Protocol;

/// <summary>What becomes of a message.</summary>
public enum DeliveryKind
{
    /// <summary>It goes to a provider of this process: here, at a bridge client, or at an OSC server.</summary>
    Deliver,

    /// <summary>It is sent to another process.</summary>
    Send,

    /// <summary>Dropped: nobody offers the service.</summary>
    NoService,

    /// <summary>Dropped: it came from a full process, and only other processes offer the service. It is never sent back or on.</summary>
    NotOurs,

    /// <summary>Dropped: a tap copy for a service that this process does not offer.</summary>
    NoTapper,
}
