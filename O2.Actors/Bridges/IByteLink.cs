using O2.Protocol;

namespace O2.Actors;

/// <summary>A link that writes messages as bytes where it sends them, so that they may lie anywhere in memory until then, also on the sender's stack.</summary>
internal interface IByteLink
{
    /// <summary>Sends a message; false when <see cref="IBridgeLink.Send"/> is to say why it cannot be sent.</summary>
    bool TrySend(in O2MessageView message);
}
