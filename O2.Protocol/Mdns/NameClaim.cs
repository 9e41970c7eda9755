namespace O2.Protocol.Mdns;

/// <summary>How a responder comes by the name of a service instance, and what it does when another host has that name.</summary>
public enum NameClaim
{
    /// <summary>
    /// The name cannot belong to another (it holds an address and a port of this process), so it is announced at once, without the second that
    /// probing takes. Probes (RFC 6762 section 8.1) protect names that somebody else might want too. Should it be contested all the same, it is
    /// probed for like <see cref="Rename"/>.
    /// </summary>
    Unique,

    /// <summary>Probe first; while another host has the name, take the next one: <c>ens</c>, <c>ens #2</c>, <c>ens #3</c> …, as Avahi does.</summary>
    Rename,

    /// <summary>Probe first; while another host has the name, publish nothing, and try again when it says goodbye, and about once per minute.</summary>
    StandBy,
}
