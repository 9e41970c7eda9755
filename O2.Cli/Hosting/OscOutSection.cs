using O2.Actors;
using O2.Protocol.Osc;

namespace O2.Cli;

/// <summary>A service that is an OSC program.</summary>
internal sealed record OscOutSection
{
    /// <summary>The service.</summary>
    public string Service { get; init; } = "";

    /// <summary>Where the program listens, as <c>host:port</c>.</summary>
    public string To { get; init; } = "";

    /// <summary>How packets go.</summary>
    public OscTransport Transport { get; init; }

    /// <summary>How they are framed on TCP.</summary>
    public OscFraming Framing { get; init; }
}
