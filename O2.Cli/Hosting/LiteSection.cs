namespace O2.Cli;

/// <summary>Section <c>lite</c>: O2lite clients, such as microcontrollers.</summary>
internal sealed record LiteSection
{
    public bool Enabled { get; init; } = true;

    /// <summary>How many may be connected, 1 to 100000.</summary>
    public int MaxClients { get; init; } = 1000;
}
