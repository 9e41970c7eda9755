using O2.Protocol;
using O2.Protocol.Lite;

namespace O2.Actors;

/// <summary>How a bridge treats its clients. Immutable.</summary>
public sealed record BridgeOptions
{
    /// <summary>
    /// The messages to <c>_o2</c> by which clients speak about themselves (services, taps, clock, questions); null (default) when they have none, and the
    /// bridge calls the members of <see cref="BridgeClient"/> for them.
    /// </summary>
    public LiteVariant? Dialect { get; init; }

    /// <summary>
    /// Whether this process holds timed messages for new clients until their time. Default true. False for clients that can wait by themselves: they get them
    /// at once, also while this process does not know the ensemble's time. See <see cref="BridgeClient.HoldsTimedMessages"/>.
    /// </summary>
    public bool HoldsTimedMessages { get; init; } = true;

    /// <summary>How the services of clients are listed in this process.</summary>
    internal ProviderKind Kind { get; init; } = ProviderKind.Bridge;
}
