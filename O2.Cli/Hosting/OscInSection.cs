using O2.Actors;

namespace O2.Cli;

/// <summary>A port at which OSC programs send to a service.</summary>
internal sealed record OscInSection
{
    /// <summary>The service.</summary>
    public string Service { get; init; } = "";

    /// <summary>The port, 0 to 65535.</summary>
    public int Port { get; init; }

    /// <summary>How packets come.</summary>
    public OscTransport Transport { get; init; }
}
