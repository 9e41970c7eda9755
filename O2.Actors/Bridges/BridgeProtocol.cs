namespace O2.Actors;

/// <summary>Messages to the actors of bridges; all are sent to <see cref="BridgesActor"/>, which passes them on.</summary>
internal static class BridgeProtocol
{
    /// <summary>Sent by the process when a bridge is added.</summary>
    public sealed record Started(Bridge Bridge);

    /// <summary>Sent by a bridge when it has ended.</summary>
    public sealed record Ended(Bridge Bridge);

    /// <summary>Sent when the process begins or ends to host O2lite clients, and passed on to the ensemble's actor, and by it to discovery.</summary>
    public sealed record LiteHostChanged
    {
        public static readonly LiteHostChanged Instance = new();
    }

    /// <summary>Something that concerns one client.</summary>
    public abstract record OfClient(BridgeClient Client);

    /// <summary>Sent by a bridge when it has a new client.</summary>
    public sealed record Joined(BridgeClient Client) : OfClient(Client);

    /// <summary>Sent by a client that has ended.</summary>
    public sealed record Left(BridgeClient Client, string Reason) : OfClient(Client);

    /// <summary>Sent by a client when serving it threw.</summary>
    public sealed record Failed(BridgeClient Client, Exception Cause) : OfClient(Client);

    /// <summary>Sent by a client that wants the list of services.</summary>
    public sealed record ListRequested(BridgeClient Client) : OfClient(Client);
}
