namespace O2.Protocol;

/// <summary>Where a message goes, or why it is dropped.</summary>
/// <param name="Kind">What becomes of it.</param>
/// <param name="Provider">The provider for <see cref="DeliveryKind.Deliver"/> and <see cref="DeliveryKind.Send"/>, else null.</param>
public readonly record struct Delivery(DeliveryKind Kind, ServiceProvider? Provider);
