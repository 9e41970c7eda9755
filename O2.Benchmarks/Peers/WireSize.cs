namespace O2.Benchmarks;

/// <summary>How long the messages of the network measurements are: <c>/inline/ping</c> with one integer, as O2 puts it on the wire.</summary>
internal static class WireSize
{
    /// <summary>With the length in front.</summary>
    public const int Tcp = 40;

    /// <summary>As datagram.</summary>
    public const int Udp = 36;
}
