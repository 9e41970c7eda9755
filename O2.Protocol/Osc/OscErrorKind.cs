namespace O2.Protocol.Osc;

/// <summary>Why an OSC packet, or a message that was to become one, is not translated.</summary>
public enum OscErrorKind
{
    /// <summary>Nothing is wrong.</summary>
    None,

    /// <summary>The packet or an element of a bundle is empty, or its size is no multiple of 4.</summary>
    Size,

    /// <summary>The address does not begin with <c>/</c>, or no NUL ends it.</summary>
    Address,

    /// <summary>Behind the address stands something else than a type string, no NUL ends the type string, or its brackets do not match.</summary>
    Types,

    /// <summary>The arguments need more bytes than there are.</summary>
    Arguments,

    /// <summary>The packet begins with <c>#</c> and is no bundle, or an element does not end inside its bundle.</summary>
    Bundle,

    /// <summary>Bundles are nested deeper than <see cref="ProtocolLimits.MaxBundleDepth"/>.</summary>
    BundleDepth,

    /// <summary>An argument has a type that the other side does not have; see <see cref="OscError.Type"/>.</summary>
    UnknownType,
}
