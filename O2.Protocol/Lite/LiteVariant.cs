namespace O2.Protocol.Lite;

/// <summary>The dialects in which bridge clients speak to their host. They differ in the prefix of system addresses and little else.</summary>
public enum LiteVariant
{
    /// <summary>O2lite over TCP and UDP, messages in the bytes of O2: <c>!_o2/o2lite/...</c>.</summary>
    Sockets,

    /// <summary>O2lite over a WebSocket, messages as text: <c>/_o2/ws/...</c>.</summary>
    Web,

    /// <summary>A thread of the host's own program: <c>!_o2/o2sm/...</c>. Announcements have the bridge id in front.</summary>
    SharedMemory,
}
