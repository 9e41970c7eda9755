namespace O2.Protocol;

/// <summary>Sizes and counts that the O2 wire, or this implementation, sets a bound to.</summary>
public static class ProtocolLimits
{
    /// <summary>Longest body of a TCP frame, in bytes: a reference process closes the connection at 65536.</summary>
    /// <remarks>All fields are multiples of 4 bytes, so 65532 is the most that occurs (O2 2.0, "TCP framing").</remarks>
    public const int MaxTcpFrameBytes = 65535;

    /// <summary>Longest UDP datagram that an IPv4 host can send, in bytes. O2 does not fragment.</summary>
    public const int MaxDatagramBytes = 65507;

    /// <summary>Bytes before the address: 4 of flags and 8 of timestamp.</summary>
    public const int HeaderBytes = 12;

    /// <summary>Shortest body that can be told apart: header and an address of up to 3 bytes.</summary>
    public const int MinBodyBytes = HeaderBytes + 4;

    /// <summary>Longest name of an ensemble, and of a service that a user offers, in bytes.</summary>
    public const int MaxNameLength = 63;

    /// <summary>Longest node of an address that can match a method, in characters.</summary>
    public const int MaxNodeLength = 1020;

    /// <summary>How often a message may be copied from tap to tap.</summary>
    public const int MaxTapHops = 3;

    /// <summary>How deep bundles may be nested. O2 names no bound; ours keeps a hostile message from exhausting the stack.</summary>
    public const int MaxBundleDepth = 32;
}
