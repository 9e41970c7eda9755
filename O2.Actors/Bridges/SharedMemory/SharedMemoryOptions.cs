using O2.Protocol;

namespace O2.Actors;

/// <summary>How much memory a client of the shared-memory bridge has. It is taken, and touched, when the client is made. Immutable.</summary>
public sealed record SharedMemoryOptions
{
    /// <summary>The defaults: 128 KiB each way, 128 KiB for timed messages.</summary>
    public static SharedMemoryOptions Default { get; } = new();

    /// <summary>
    /// Bytes of each of the two rings, one for each direction; rounded up to a power of two. Default 128 KiB (some 2000 short messages), range 1 KiB to 256 MiB.
    /// A message may take half of it. It also bounds how much one poll has to do: choose it so that a full ring can be handled within a deadline.
    /// </summary>
    public int RingBytes { get; init; } = 1 << 17;

    /// <summary>Bytes for messages that wait for their time at the thread. Default 128 KiB (1024 short messages), range 128 bytes to 256 MiB.</summary>
    public int TimedBytes { get; init; } = 1 << 17;

    /// <summary>Checks every range.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range; the message names both.</exception>
    public void Validate()
    {
        OptionRange.Check(RingBytes is >= MessageRing.MinCapacity and <= MessageRing.MaxCapacity, nameof(RingBytes), RingBytes, "1024 to 268435456");
        OptionRange.Check(TimedBytes is >= TimedMessageStore.PieceBytes and <= TimedMessageStore.MaxCapacity, nameof(TimedBytes), TimedBytes, "128 to 268435456");
    }
}
