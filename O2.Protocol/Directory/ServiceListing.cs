namespace O2.Protocol;

/// <summary>A row of the list of services: the active provider of a service, or one of its taps.</summary>
/// <param name="Service">The service; for a tap the tappee.</param>
/// <param name="Status"><see cref="ServiceStatus.Local"/>, <see cref="ServiceStatus.Remote"/>, <see cref="ServiceStatus.Bridge"/>, <see cref="ServiceStatus.Osc"/> or <see cref="ServiceStatus.Tap"/>; never a value without time.</param>
/// <param name="Process"><c>_o2</c> or the <c>@</c> name of the provider's process; for a tap the <c>@</c> name of its owner (<c>local</c> while this process has no name).</param>
/// <param name="Tapper">The tapper; null in a row of a provider.</param>
/// <param name="Properties">The properties; null in a row of a tap.</param>
public sealed record ServiceListing(string Service, ServiceStatus Status, string Process, string? Tapper, ServiceProperties? Properties);
