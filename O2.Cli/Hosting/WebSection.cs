namespace O2.Cli;

/// <summary>Section <c>web</c>: pages, and browsers that join through them.</summary>
internal sealed record WebSection
{
    public bool Enabled { get; init; } = true;

    /// <summary>The port to listen at, 0 to 65535; 0 lets the system choose.</summary>
    public int Port { get; init; } = 8080;

    /// <summary>The address to listen at: <c>127.0.0.1</c> for this computer only, <c>0.0.0.0</c> for the whole network.</summary>
    public string Bind { get; init; } = "127.0.0.1";

    /// <summary>The folder with pages; null for none. Relative to the file that names it.</summary>
    public string? Root { get; init; }

    /// <summary>Other web sites whose pages may join, such as <c>https://band.example</c>; <c>*</c> for all.</summary>
    public IReadOnlyList<string> Origins { get; init; } = [];

    /// <summary>How many pages may be joined, 1 or more.</summary>
    public int MaxClients { get; init; } = 256;
}
