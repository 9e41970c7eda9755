using System.Net;
using O2.Protocol;

namespace O2.Actors;

/// <summary>Messages to <see cref="GatewayActor"/>.</summary>
internal static class GatewayProtocol
{
    /// <summary>Sent by discovery, or by the actor of a peer that told us, when a process of our ensemble was found; it may be known already.</summary>
    public sealed record Discovered(ProcessInfo Process, bool ByHub = false);

    /// <summary>Sent by discovery when the record of a process is gone: once it is not connected, it need not be looked for.</summary>
    public sealed record Withdrawn(ProcessName Process);

    /// <summary>Sent by discovery for each process that the user named by its TCP address.</summary>
    public sealed record PeerGiven(IPEndPoint Address);

    /// <summary>Sent by <see cref="HubActor"/> to call the hub at its TCP address; answered by <see cref="HubProtocol"/>.</summary>
    public sealed record HubGiven(IPEndPoint Address);

    /// <summary>Sent by the listener for each connection that it accepts; it waits in <see cref="AcceptedConnections"/>.</summary>
    public sealed record Accepted
    {
        public static readonly Accepted Instance = new();
    }

    /// <summary>Sent by the ensemble's actor when the process leaves: send what waits, end the connections, stop.</summary>
    public sealed record Leave
    {
        public static readonly Leave Instance = new();
    }
}
