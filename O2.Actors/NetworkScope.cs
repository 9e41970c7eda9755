namespace O2.Actors;

/// <summary>How far a process reaches; each level includes those before it. See <c>docs/internet.md</c>.</summary>
public enum NetworkScope
{
    /// <summary>This machine only: sockets are bound to 127.0.0.1, and the process's name carries that address.</summary>
    Loopback,

    /// <summary>The local network (the default): every usable IPv4 interface.</summary>
    LocalNetwork,

    /// <summary>The Internet: the process asks for its public address when it starts (<see cref="O2ProcessOptions.Stun"/>), and its name carries it.</summary>
    Internet,

    /// <summary>The Internet by way of a broker, at which processes find each other, and which passes on what cannot go directly.</summary>
    WideArea,
}
