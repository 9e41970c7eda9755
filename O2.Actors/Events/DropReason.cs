namespace O2.Actors;

/// <summary>Why a message was dropped (O2 2.0, "Dropped-message warnings").</summary>
public enum DropReason
{
    /// <summary>Nobody offers the service, or the connection to the process that does has just ended.</summary>
    UnknownService,

    /// <summary>The message came from another process for a service that this process does not offer.</summary>
    NoLocalProvider,

    /// <summary>The service has no method for the address.</summary>
    NoHandler,

    /// <summary>A method was found, but the number of arguments or their types differ from its own.</summary>
    TypeMismatch,

    /// <summary>The message has a time, but this process does not know the ensemble's time.</summary>
    NoClock,

    /// <summary>A tap copy for a service that this process does not offer.</summary>
    UnknownTapper,

    /// <summary>
    /// The queue to the receiving process, or the schedule, is full, or the system did not take a datagram. Not counted when the sender is told <see cref="SendStatus.Blocked"/> and can try again.
    /// </summary>
    QueueFull,

    /// <summary>The message is longer than the receiving process accepts.</summary>
    TooLarge,

    /// <summary>The message's time is further ahead than this process allows.</summary>
    TooFarAhead,

    /// <summary>The service was withdrawn while the message waited for it, and nobody else offers it.</summary>
    ServiceWithdrawn,

    /// <summary>The address is one of O2's own that a remote process may not send to.</summary>
    NotAllowed,

    /// <summary>The message came from another process, whose connection was given up before it was the message's turn.</summary>
    ConnectionLost,

    /// <summary>The service is at a bridge, and the message has something that its protocol does not know.</summary>
    NotTranslatable,
}
