namespace O2.Protocol;

public sealed partial class PeerSession
{
    /// <summary>Starts the session of a connection that is being opened to a process of which only the TCP address is known, to ask it to introduce itself.</summary>
    /// <param name="now">The local time.</param>
    /// <param name="identity">What we tell about ourselves.</param>
    /// <returns>The session, in the role <see cref="PeerRole.Callback"/> whichever name is the lower one.</returns>
    public static PeerSession ForCallback(LocalTime now, PeerIdentity identity) => new(now, identity, PeerRole.Callback);

    private PeerSession(LocalTime now, PeerIdentity identity, PeerRole role)
    {
        _identity = identity;
        Role = role;
        Enter(now, PeerState.Connecting);
    }
}
