using O2.Protocol;

namespace O2.Actors;

/// <summary>What all OSC bridges have in common.</summary>
internal static class OscBridgeName
{
    /// <summary>Services of OSC programs have a status of their own.</summary>
    public static readonly BridgeOptions Options = new() { Kind = ProviderKind.Osc };

    /// <summary>The name of the bridge of a service: what an actor's name may not have is left out.</summary>
    public static string For(string service) => "osc-" + string.Concat(service.Select(c => char.IsAsciiLetterOrDigit(c) ? c : '-'));
}
