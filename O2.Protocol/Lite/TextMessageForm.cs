namespace O2.Protocol.Lite;

/// <summary>How much of a message its text says.</summary>
public enum TextMessageForm
{
    /// <summary>
    /// What pages written for <c>o2ws.js</c> read: <c>i h f d t s S</c>, and <c>?</c> in the place of every other argument.
    /// </summary>
    Reference,

    /// <summary>All types of O2. Hosts of ours read it always, and send it to clients that asked for it.</summary>
    Full,
}
