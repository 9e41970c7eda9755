namespace O2.Protocol;

/// <summary>What is wrong with bytes that were to be an O2 message.</summary>
public enum O2ParseErrorKind
{
    /// <summary>Nothing is wrong.</summary>
    None,

    /// <summary>The length of the frame or datagram is zero, negative, above the limit, or too small for header and address.</summary>
    Length,

    /// <summary>The address has no terminating NUL inside the message, or its padding ends beyond it.</summary>
    AddressUnterminated,

    /// <summary>The type string is absent, does not begin with a comma, has no terminating NUL, or ends beyond the message.</summary>
    TypesUnterminated,

    /// <summary>The address does not begin with <c>/</c>, <c>!</c> or <c>#</c>, or names no service.</summary>
    Address,

    /// <summary>The arguments need more bytes than the message has, or a vector does not hold a whole number of elements.</summary>
    Arguments,

    /// <summary>The address says bundle, but no element follows.</summary>
    EmptyBundle,

    /// <summary>An element of a bundle is not a sound message that ends inside the bundle.</summary>
    BundleElement,

    /// <summary>Bundles are nested deeper than <see cref="ProtocolLimits.MaxBundleDepth"/>.</summary>
    BundleDepth,
}
