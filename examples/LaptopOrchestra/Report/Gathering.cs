namespace LaptopOrchestra;

/// <summary>How the orchestra came together, as the conductor saw it.</summary>
/// <param name="Ensemble">The ensemble's name.</param>
/// <param name="PlayersFound">Players that the conductor found by their property.</param>
/// <param name="DiscoverySeconds">From the conductor's start until the last player was discovered.</param>
/// <param name="SyncSeconds">From the conductor's start until the last player shared its clock.</param>
public sealed record Gathering(string Ensemble, int PlayersFound, double DiscoverySeconds, double SyncSeconds);
