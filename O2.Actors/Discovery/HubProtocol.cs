using O2.Protocol;

namespace O2.Actors;

/// <summary>Messages to <see cref="HubActor"/>, from the gateway, and from it to <see cref="DiscoveryActor"/>.</summary>
internal static class HubProtocol
{
    /// <summary>Sent when the hub has answered a call, or was connected already: this process is connected with it, and has asked for introductions.</summary>
    public sealed record Joined(ProcessName Hub);

    /// <summary>Sent when a call has ended, whether the hub had answered or not.</summary>
    /// <param name="Reason">Why.</param>
    /// <param name="Detail">What the socket said, for people.</param>
    public sealed record Ended(PeerEndReason Reason, string Detail);

    /// <summary>Sent to the actor of discovery when the hub is connected, or could not be reached.</summary>
    public sealed record Tried
    {
        public static readonly Tried Instance = new();
    }
}
