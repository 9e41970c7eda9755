namespace O2.Protocol.Lite;

/// <summary>What a bridge client may ask of its host.</summary>
public enum LiteMethod
{
    /// <summary><c>con "si"</c>: makes a TCP connection that of a client. Only <see cref="LiteVariant.Sockets"/>.</summary>
    Connect,

    /// <summary><c>dy</c>: by UDP the search for a host, <c>"ssiii"</c>; on a WebSocket the first message, <c>"s"</c>.</summary>
    Introduction,

    /// <summary><c>sv "siisi"</c>: a service or tap comes or goes, or a service has other properties.</summary>
    Announcement,

    /// <summary><c>cs/get "iis"</c>: the question for the time.</summary>
    ClockQuestion,

    /// <summary><c>cs/cs ""</c>: the client has global time.</summary>
    ClockSynchronized,

    /// <summary><c>st "s"</c>: the question for the status of a service.</summary>
    Status,

    /// <summary><c>ls ""</c>: the question for all services and taps.</summary>
    List,

    /// <summary><c>early ""</c>: timed messages may come before their time, the client holds them. An addition of ours; only <see cref="LiteVariant.Sockets"/>.</summary>
    Early,

    /// <summary><c>full ""</c>: messages may come as <see cref="TextMessageForm.Full"/>. An addition of ours; only <see cref="LiteVariant.Web"/>.</summary>
    Full,
}
