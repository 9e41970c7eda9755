namespace O2.Actors;

/// <summary>What became of a message that was handed to a send.</summary>
/// <remarks>Only <see cref="Sent"/> and <see cref="Scheduled"/> mean that the message is on its way.</remarks>
public enum SendStatus
{
    /// <summary>Delivered to a service of this process, or handed to the connection of the process that offers it.</summary>
    Sent,

    /// <summary>Waits in this process for its time.</summary>
    Scheduled,

    /// <summary>Dropped: nobody offers the service.</summary>
    NoService,

    /// <summary>Dropped: the message has a time, its service is local, and this process does not know the ensemble's time yet.</summary>
    NoClock,

    /// <summary>
    /// Not taken: the queue to the receiving process, or this process's schedule, is full.
    /// <see cref="O2Process.SendAsync(O2.Protocol.O2Message, CancellationToken)"/> waits instead.
    /// </summary>
    Blocked,

    /// <summary>Dropped: longer than a full O2 process accepts (65535 bytes reliable, one datagram best effort).</summary>
    TooLarge,

    /// <summary>Dropped: the message's time is further ahead than <see cref="O2ProcessOptions.MaxScheduleAhead"/>.</summary>
    TooFarAhead,

    /// <summary>Dropped: the service is at a bridge, and the message has something that its protocol does not know.</summary>
    NotTranslatable,
}
