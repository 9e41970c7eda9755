namespace O2.Protocol;

/// <summary>Where a provider of a service is reached.</summary>
public enum ProviderKind : byte
{
    /// <summary>In this process.</summary>
    Local,

    /// <summary>In another full O2 process.</summary>
    Remote,

    /// <summary>At a client of a bridge of this process (O2lite, web, shared memory). Other processes take it for a service of this one.</summary>
    Bridge,

    /// <summary>At an OSC server to which this process delegates. Other processes take it for a service of this one.</summary>
    Osc,
}
