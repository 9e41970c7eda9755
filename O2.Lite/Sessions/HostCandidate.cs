using O2.Protocol;

namespace O2.Lite;

/// <summary>A host that a <see cref="HostList"/> knows.</summary>
internal sealed class HostCandidate(LiteEndpoint host)
{
    public LiteEndpoint Host { get; } = host;

    /// <summary>The names of the records that describe it.</summary>
    public HashSet<string> Records { get; } = [];

    /// <summary>Failed attempts and lost connections since it has last accepted the client.</summary>
    public int Failures { get; set; }

    /// <summary>When it may be tried again.</summary>
    public LocalTime NotBefore { get; set; } = new(double.NegativeInfinity);
}
