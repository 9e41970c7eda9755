namespace O2.Discovery;

/// <summary>What can be chosen about multicast DNS.</summary>
/// <remarks>Thread-safe: yes (immutable).</remarks>
public sealed record MdnsClientOptions
{
    /// <summary>
    /// The network interfaces to use, each by its name (<c>eth0</c>) or one of its IPv4 addresses. Default: none named, which means every interface
    /// that is up, has an IPv4 address and can multicast, and the loopback interface.
    /// </summary>
    public IReadOnlyList<string> Interfaces { get; init; } = [];
}
