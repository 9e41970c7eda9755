namespace O2.Protocol;

/// <summary>What a group of a service announcement says.</summary>
public enum AnnouncedChange
{
    /// <summary>The sender offers a service, or changed its properties.</summary>
    ServiceOffered,

    /// <summary>The sender no longer offers a service.</summary>
    ServiceGone,

    /// <summary>The sender taps a service.</summary>
    TapAdded,

    /// <summary>The sender no longer taps a service.</summary>
    TapRemoved,
}
