namespace O2.Protocol;

/// <summary>What a found discovery record is good for.</summary>
public enum DiscoveryVerdict
{
    /// <summary>It describes another process of our ensemble.</summary>
    Accepted,

    /// <summary>It is our own record.</summary>
    Ourselves,

    /// <summary>Its instance name belongs to another ensemble.</summary>
    OtherEnsemble,

    /// <summary>It has no <c>name</c> of the right form.</summary>
    BadName,

    /// <summary>The TCP port in the name is not the port of the record.</summary>
    PortMismatch,

    /// <summary>It has no <c>vers</c> with a version number.</summary>
    NoVersion,

    /// <summary>Its major version is not ours.</summary>
    OtherMajorVersion,
}
