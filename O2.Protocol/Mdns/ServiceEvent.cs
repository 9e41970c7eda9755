namespace O2.Protocol.Mdns;

/// <summary>Tells that a service instance appeared, changed or vanished.</summary>
/// <param name="Kind">What happened.</param>
/// <param name="Service">The instance as it is now; when it is lost, as it was last.</param>
public readonly record struct ServiceEvent(ServiceEventKind Kind, DiscoveredService Service);
