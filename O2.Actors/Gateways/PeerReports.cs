using Akka.Actor;
using O2.Protocol;

namespace O2.Actors;

/// <summary>Tells the gateway what a peer said about itself, and when its connection is over.</summary>
/// <remarks>Used by the peer's actor only.</remarks>
/// <param name="gateway">The gateway's actor.</param>
/// <param name="inbox">Where what the peer says afterwards waits, until the gateway has applied what it was told.</param>
internal sealed class PeerReports(IActorRef gateway, PeerInbox inbox)
{
    /// <summary>Whether the gateway knows that the connection is over.</summary>
    public bool HasEnded { get; private set; }

    /// <summary>Both sides have accepted each other.</summary>
    public void Introduced(ProcessInfo process, PeerRole role, PeerLink link) => Apply(new PeerProtocol.Introduced(process, role, link));

    /// <summary>The process announced services or taps.</summary>
    public void Announced(ProcessName process, PeerLink link, IReadOnlyList<AnnouncedGroup> groups) =>
        Apply(new PeerProtocol.Announced(process, link, groups));

    /// <summary>The process knows the ensemble's time.</summary>
    public void ClockSynchronized(ProcessName process) => Apply(new PeerProtocol.ClockSynchronized(process));

    /// <summary>The process knows another one.</summary>
    public void Discovered(ProcessInfo process, bool byHub) => gateway.Tell(new GatewayProtocol.Discovered(process, byHub));

    /// <summary>The process uses this one as its hub.</summary>
    public void HubRequested(ProcessName process) => gateway.Tell(new PeerProtocol.HubRequested(process));

    /// <summary>The connection is over.</summary>
    /// <param name="session">Whose it was.</param>
    /// <param name="link">The way by it to the process; null when there has been none.</param>
    /// <param name="reason">Why.</param>
    /// <param name="detail">What the socket said, for people.</param>
    public void Ended(PeerSession session, PeerLink? link, PeerEndReason reason, string detail)
    {
        HasEnded = true;
        gateway.Tell(new PeerProtocol.Ended(session.Process?.Name, link, session.Role, reason, detail));
    }

    private void Apply(object statement)
    {
        inbox.Hold();
        gateway.Tell(statement);
        gateway.Tell(PeerProtocol.Applied.Instance);
    }
}
