namespace O2.Protocol.Mdns;

/// <summary>What happened to a service instance on the network.</summary>
public enum ServiceEventKind
{
    /// <summary>It appeared, and its port and TXT strings are known.</summary>
    Found,

    /// <summary>Its port, TXT strings, host or addresses changed.</summary>
    Updated,

    /// <summary>It said goodbye, or was not heard of for as long as its records live.</summary>
    Lost,
}
