namespace O2.Protocol;

public sealed partial class PeerSession
{
    /// <summary>Starts the session of a connection that is being opened to a process of which only the TCP address is known, to ask it to introduce itself.</summary>
    /// <param name="now">The local time.</param>
    /// <param name="identity">What we tell about ourselves.</param>
    /// <returns>The session, in the role <see cref="PeerRole.Callback"/> whichever name is the lower one.</returns>
    public static PeerSession ForCallback(LocalTime now, PeerIdentity identity) => new(now, identity, PeerRole.Callback);

    /// <summary>Starts the session of a connection that is being opened to our hub, of which only the TCP address is known.</summary>
    /// <param name="now">The local time.</param>
    /// <param name="identity">What we tell about ourselves.</param>
    /// <returns>
    /// The session, in the role <see cref="PeerRole.Client"/> whichever name is the lower one: behind a router nobody could call us back.
    /// A process takes an introduction from a higher name, too.
    /// </returns>
    public static PeerSession ForHub(LocalTime now, PeerIdentity identity) => new(now, identity, PeerRole.Client);

    private PeerSession(LocalTime now, PeerIdentity identity, PeerRole role)
    {
        _identity = identity;
        Role = role;
        Enter(now, PeerState.Connecting);
    }
}
