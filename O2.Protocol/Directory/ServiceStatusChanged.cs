namespace O2.Protocol;

/// <summary>A service got an active provider, lost it, or changed status or properties: the content of a local message <c>!_o2/si</c>.</summary>
/// <param name="Service">The service; a process joins and leaves as the service of its own name.</param>
/// <param name="Status">The new status; <see cref="ServiceStatus.Unknown"/> when a provider went away.</param>
/// <param name="Process">
/// The process: <c>_o2</c> for this one, the <c>@</c> name of another; as in the reference, this process appears with its <c>@</c> name when its
/// provider went away and when it changed properties.
/// </param>
/// <param name="Properties">The properties of the provider; empty when it went away.</param>
public sealed record ServiceStatusChanged(string Service, ServiceStatus Status, string Process, ServiceProperties Properties);
