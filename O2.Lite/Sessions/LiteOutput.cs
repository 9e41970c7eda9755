using O2.Protocol;

namespace O2.Lite;

/// <summary>One thing that a <see cref="LiteSession"/> wants to be done.</summary>
internal readonly record struct LiteOutput(LiteOutputKind Kind)
{
    public LiteEndpoint? Host { get; init; }

    public O2Message? Message { get; init; }

    /// <summary>By how many seconds the message is late.</summary>
    public double Lateness { get; init; }

    public string? Service { get; init; }

    public ServiceStatus Status { get; init; }

    public IReadOnlyList<ServiceListing>? Listing { get; init; }
}
