using O2.Protocol;

namespace O2.Actors;

/// <summary>The way to one client of a bridge: what whoever writes a bridge implements for each of them.</summary>
/// <remarks>
/// The library calls the members from any thread, several at once. None may block, wait for the client, or throw: a link that throws ends its
/// client, and with it the client's services. <see cref="BridgeQueue"/> is a link for bridges that take messages out when they can.
/// </remarks>
public interface IBridgeLink
{
    /// <summary>Whether a message of usual size would be taken now.</summary>
    bool HasRoom { get; }

    /// <summary>Takes a message for the client, or says why not.</summary>
    /// <param name="message">The message. Whether it is reliable is in its <see cref="O2Message.Flags"/>.</param>
    /// <returns>
    /// <see cref="SendStatus.Sent"/>; <see cref="SendStatus.Blocked"/> when too much waits for the client already (a best-effort message is then lost);
    /// <see cref="SendStatus.TooLarge"/>; <see cref="SendStatus.NotTranslatable"/>; <see cref="SendStatus.NoService"/> once the link is closed.
    /// </returns>
    SendStatus Send(O2Message message);

    /// <summary>Waits until a message that was <see cref="SendStatus.Blocked"/> may be tried again.</summary>
    /// <param name="message">The message.</param>
    /// <returns>Completes when there may be room for it, and when the link is closed.</returns>
    Task WaitForRoomAsync(O2Message message);

    /// <summary>Ends the link. Called once, when the client is gone for whatever reason; a send may still be under way.</summary>
    void Close();
}
