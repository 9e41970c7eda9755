using O2.Protocol;

namespace O2.Actors;

/// <summary>How messages leave for one receiver outside this process: another process, or a client of a bridge. The directory holds it as an endpoint.</summary>
/// <remarks>Thread-safe. Never blocks.</remarks>
internal interface IMessageLink
{
    /// <summary>What would become of a reliable message of usual size now: <see cref="SendStatus.Sent"/>, <see cref="SendStatus.Blocked"/> or, when the receiver has gone, <see cref="SendStatus.NoService"/>.</summary>
    SendStatus CanSend { get; }

    /// <summary>Sends a message the way its flags say. <see cref="SendStatus.Blocked"/>: there is no room for it now.</summary>
    SendStatus Send(O2Message message);

    /// <summary>Completes when there may be room for a message.</summary>
    Task WaitForRoomAsync(O2Message message);
}
