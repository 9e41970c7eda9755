namespace O2.Actors;

/// <summary>How far a process reaches.</summary>
public enum NetworkScope
{
    /// <summary>This machine only: sockets are bound to 127.0.0.1, and the process's name carries that address.</summary>
    Loopback,

    /// <summary>The local network (the default): every usable IPv4 interface.</summary>
    LocalNetwork,
}
