using O2.Protocol;
using O2.Protocol.Mqtt;

namespace O2.Actors;

/// <summary>Messages between <see cref="BrokerActor"/>, its client, and the gateway.</summary>
internal static class RelayProtocol
{
    /// <summary>Sent to the gateway by the broker's actor when it starts: it may be asked to relay.</summary>
    public sealed record Ready
    {
        public static readonly Ready Instance = new();
    }

    /// <summary>Sent to the gateway: a process is reached through the broker.</summary>
    public sealed record Introduced(ProcessInfo Process, RelayLink Link);

    /// <summary>Sent to the gateway: it is no longer.</summary>
    public sealed record Ended(RelayLink Link);

    /// <summary>Sent by the gateway: a process cannot be connected with.</summary>
    public sealed record Unreachable(ProcessName Process);

    /// <summary>Sent by a link: the process is connected now, or not taken up.</summary>
    public sealed record Replaced(RelayLink Link);

    /// <summary>Sent by a link: the process was not told a change of our state, because too much waits for the broker.</summary>
    public sealed record Missed(RelayLink Link);

    /// <summary>Sent by the client: messages come and go.</summary>
    public sealed record Online
    {
        public static readonly Online Instance = new();
    }

    /// <summary>Sent by the client: the broker is lost, or was not reached.</summary>
    public sealed record Offline(string Reason, TimeSpan Pause);

    /// <summary>Sent by the client: a process has said something on the topic that all read.</summary>
    public sealed record Announced(BrokerAnnouncement Announcement);

    /// <summary>Sent by the client: it has left.</summary>
    public sealed record Left
    {
        public static readonly Left Instance = new();
    }

    /// <summary>Sent by the ensemble's actor when the process leaves: say so, send what waits, stop.</summary>
    public sealed record Leave
    {
        public static readonly Leave Instance = new();
    }
}
