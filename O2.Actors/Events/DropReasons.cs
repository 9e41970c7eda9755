namespace O2.Actors;

/// <summary>Which reason to drop a message is behind the status of a send.</summary>
internal static class DropReasons
{
    /// <summary>Why a message is dropped that was answered so; null when it is on its way. One that is <see cref="SendStatus.Blocked"/> is dropped only where nobody tries again.</summary>
    public static DropReason? Of(SendStatus status) => status switch
    {
        SendStatus.Sent or SendStatus.Scheduled => null,
        SendStatus.NoClock => DropReason.NoClock,
        SendStatus.Blocked => DropReason.QueueFull,
        SendStatus.TooLarge => DropReason.TooLarge,
        SendStatus.TooFarAhead => DropReason.TooFarAhead,
        SendStatus.NotTranslatable => DropReason.NotTranslatable,
        _ => DropReason.UnknownService,
    };
}
