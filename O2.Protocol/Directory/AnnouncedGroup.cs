namespace O2.Protocol;

/// <summary>One group of a service announcement: what became of one service or one tap of the sender.</summary>
/// <param name="Change">What the group says.</param>
/// <param name="Service">The service of the sender; in groups about taps the tapper.</param>
/// <param name="Text">The properties on the wire, or in groups about taps the tappee; empty for a service that is gone.</param>
/// <param name="Mode">How tap copies travel; <see cref="TapSendMode.Keep"/> (0) where it has no meaning.</param>
public readonly record struct AnnouncedGroup(AnnouncedChange Change, string Service, string Text, TapSendMode Mode = TapSendMode.Keep)
{
    /// <summary>Says that a service is new. Like the reference, a service without properties says so by an empty text.</summary>
    /// <param name="service">The service.</param>
    /// <param name="properties">Its properties.</param>
    /// <returns>The group.</returns>
    public static AnnouncedGroup NewService(string service, ServiceProperties properties) =>
        new(AnnouncedChange.ServiceOffered, service, properties.IsEmpty ? "" : properties.Wire);

    /// <summary>Says, in a full list or after a change of properties, that a service exists.</summary>
    /// <param name="service">The service.</param>
    /// <param name="properties">Its properties; none are written as <c>;</c>.</param>
    /// <returns>The group.</returns>
    public static AnnouncedGroup Offered(string service, ServiceProperties properties) =>
        new(AnnouncedChange.ServiceOffered, service, properties.Wire);

    /// <summary>Says that a service is no longer offered.</summary>
    /// <param name="service">The service.</param>
    /// <returns>The group.</returns>
    public static AnnouncedGroup Gone(string service) => new(AnnouncedChange.ServiceGone, service, "");

    /// <summary>Says that the sender taps a service.</summary>
    /// <param name="tap">The tap.</param>
    /// <returns>The group.</returns>
    public static AnnouncedGroup TapAdded(Tap tap) => new(AnnouncedChange.TapAdded, tap.Tapper, tap.Tappee, tap.Mode);

    /// <summary>Says that the sender no longer taps a service.</summary>
    /// <param name="tap">The tap.</param>
    /// <returns>The group.</returns>
    public static AnnouncedGroup TapRemoved(Tap tap) => new(AnnouncedChange.TapRemoved, tap.Tapper, tap.Tappee);
}
