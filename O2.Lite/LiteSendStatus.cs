namespace O2.Lite;

/// <summary>What became of a message that was handed to a send of a <see cref="LiteClient"/>.</summary>
public enum LiteSendStatus
{
    /// <summary>On its way to the host. Whether anybody offers the service shows there; see <see cref="LiteClient.StatusAsync"/>.</summary>
    Sent,

    /// <summary>Dropped: no host has accepted this client at the moment.</summary>
    NotConnected,

    /// <summary>Not taken: more than <see cref="LiteClientOptions.MaxQueuedBytes"/> wait for the host already. Send again after a <see cref="LiteClient.Poll"/>.</summary>
    Blocked,

    /// <summary>Dropped: longer than a host accepts (65535 bytes reliable, 65507 bytes best effort), or, on a WebSocket, a string has U+0003 in it.</summary>
    NotSendable,
}
