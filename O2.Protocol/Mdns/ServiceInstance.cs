using System.Net;

namespace O2.Protocol.Mdns;

/// <summary>A service that this process publishes by DNS-SD.</summary>
/// <remarks>Thread-safe: yes (immutable). Source: RFC 6763 section 4; what O2 publishes: O2 2.0, "Discovery".</remarks>
public sealed record ServiceInstance
{
    /// <summary>The instance name: 1 to 63 bytes of UTF-8, any characters. For O2 the ensemble, followed by what makes the name unique.</summary>
    public required string Name { get; init; }

    /// <summary>The service type, such as <c>_o2proc._tcp</c>: two labels that start with an underscore.</summary>
    public required string Type { get; init; }

    /// <summary>The port of the service, 1 to 65535; for <c>_o2proc._tcp</c> the TCP server port.</summary>
    public required int Port { get; init; }

    /// <summary>Strings of the form <c>key=value</c>, in this order; at most <see cref="MdnsLimits.MaxTxtBytes"/> together. Default: none.</summary>
    public IReadOnlyList<string> Txt { get; init; } = [];

    /// <summary>How the name is come by. Default: <see cref="NameClaim.Rename"/>.</summary>
    public NameClaim Claim { get; init; } = NameClaim.Rename;

    /// <summary>Checks all values.</summary>
    /// <exception cref="ArgumentException">A value is outside of its range; the message names it and the range.</exception>
    public void Validate()
    {
        if (Port is < 1 or > IPEndPoint.MaxPort)
            throw new ArgumentException($"{nameof(Port)} of a published service is 1 to {IPEndPoint.MaxPort}, not {Port}.");
        MdnsNames.TypeName(Type).Prepend(Name);
        TxtRecord.Encode(Txt);
    }
}
