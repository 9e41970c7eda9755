using O2.Protocol;

namespace O2.Actors;

/// <summary>Messages between a connection, the actor of the peer, and the gateway.</summary>
internal static class PeerProtocol
{
    /// <summary>Sent by a <see cref="ConnectAttempt"/> when the connection is there.</summary>
    public sealed record Connected
    {
        public static readonly Connected Instance = new();
    }

    /// <summary>Sent by the connection when it has ended, for whatever reason, as its last; or by a <see cref="ConnectAttempt"/> that failed.</summary>
    public sealed record Closed(string Reason);

    /// <summary>Sent by the connection when what it received cannot be O2, or when the peer does not read; it reads no further.</summary>
    public sealed record ProtocolError(string Reason);

    /// <summary>Sent by the connection when the other side is no process but an O2lite client.</summary>
    public sealed record BecameClient
    {
        public static readonly BecameClient Instance = new();
    }

    /// <summary>Sent by the connection for a message that was dropped because its arguments make no sense.</summary>
    public sealed record Malformed(O2ParseError Error);

    /// <summary>Sent to itself by a peer's actor when what waited has been sent, or will not be.</summary>
    public sealed record Drained(PeerEndReason Reason);

    /// <summary>Sent by the gateway when another connection takes this one's place, or the process leaves; by the connection when its O2lite client is given up.</summary>
    public sealed record End(PeerEndReason Reason);

    /// <summary>Sent to the gateway by a peer's actor: both sides have accepted each other.</summary>
    public sealed record Introduced(ProcessInfo Process, PeerRole Role, PeerLink Link);

    /// <summary>Sent to the gateway by a peer's actor: what the process announced about itself.</summary>
    public sealed record Announced(ProcessName Process, PeerLink Link, IReadOnlyList<AnnouncedGroup> Groups);

    /// <summary>Sent to the gateway by a peer's actor: the process knows the ensemble's time.</summary>
    public sealed record ClockSynchronized(ProcessName Process);

    /// <summary>Sent to the gateway by a peer's actor behind each of the three above, and sent back by it: they are in the directory.</summary>
    public sealed record Applied
    {
        public static readonly Applied Instance = new();
    }

    /// <summary>Sent to the gateway by a peer's actor when that process uses us as its hub.</summary>
    public sealed record HubRequested(ProcessName Process);

    /// <summary>Sent to the gateway by a peer's actor: its session is over.</summary>
    /// <param name="Process">The process at the other end; null when it never introduced itself.</param>
    /// <param name="Link">The way to it; null when there was none yet.</param>
    /// <param name="Role">What the connection was for.</param>
    /// <param name="Reason">Why it is over.</param>
    /// <param name="Detail">What the socket said, for people.</param>
    public sealed record Ended(ProcessName? Process, PeerLink? Link, PeerRole Role, PeerEndReason Reason, string Detail);
}
