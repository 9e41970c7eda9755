namespace O2.Actors;

/// <summary>How a process hosts O2lite clients. Immutable; checked by <see cref="O2Process.AddLiteHost"/>.</summary>
public sealed record LiteHostOptions
{
    /// <summary>How many clients may be connected. Default 1000, range 1 to 100,000. Further ones are refused: their connection is closed.</summary>
    public int MaxClients { get; init; } = 1000;

    /// <summary>How many bytes may wait to be sent to one client by TCP. Default 256 KiB, range 4 KiB to 1 GiB. A sender beyond it is told <see cref="SendStatus.Blocked"/>.</summary>
    public int MaxQueuedBytesPerClient { get; init; } = 1 << 18;

    internal void Validate()
    {
        OptionRange.Check(MaxClients is >= 1 and <= 100_000, nameof(MaxClients), MaxClients, "1 to 100000");
        OptionRange.Check(MaxQueuedBytesPerClient is >= 1 << 12 and <= 1 << 30, nameof(MaxQueuedBytesPerClient), MaxQueuedBytesPerClient, "4096 to 1073741824");
    }
}
