namespace O2.Cli;

/// <summary>Section <c>osc</c>: OSC programs.</summary>
internal sealed record OscSection
{
    /// <summary>Ports at which they send to services.</summary>
    public IReadOnlyList<OscInSection> In { get; init; } = [];

    /// <summary>Services that they are.</summary>
    public IReadOnlyList<OscOutSection> Out { get; init; } = [];
}
