namespace O2.Protocol;

/// <summary>The 32-bit flag word of a message: reliable or best effort, tap copy or original, and the number of tap hops.</summary>
/// <param name="Bits">The word in host order. Bit 0: reliable; bit 1: tap copy; bits 8 to 31: tap hops; the others are zero.</param>
/// <remarks>
/// A receiver takes nothing from bit 0 about how the message came; the bit chooses the transport if the message is sent on
/// (O2 2.0, "Flags and tap counter"). Unknown bits are kept. Thread-safe: yes (immutable). Allocates: no.
/// </remarks>
public readonly record struct MessageFlags(uint Bits)
{
    private const uint ReliableBit = 1;
    private const uint TapBit = 2;
    private const int HopShift = 8;

    /// <summary>Flags of a new message that may get lost: sent as a datagram.</summary>
    public static MessageFlags BestEffort => default;

    /// <summary>Flags of a new message that must arrive: sent by TCP.</summary>
    public static MessageFlags Reliable => new(ReliableBit);

    /// <summary>Whether the message goes by TCP when it is sent on.</summary>
    public bool IsReliable => (Bits & ReliableBit) != 0;

    /// <summary>Whether this is a copy made for a tapper.</summary>
    public bool IsTap => (Bits & TapBit) != 0;

    /// <summary>How many taps the message has passed, 0 for an original; at most <see cref="ProtocolLimits.MaxTapHops"/> in sound traffic.</summary>
    public int Hops => (int)(Bits >> HopShift);

    /// <summary>The same flags with another choice of transport.</summary>
    /// <param name="reliable">True for TCP, false for best effort.</param>
    /// <returns>The changed flags.</returns>
    public MessageFlags WithReliable(bool reliable) => new(reliable ? Bits | ReliableBit : Bits & ~ReliableBit);

    /// <summary>The flags of a copy for a tapper: tap bit set, one hop more, same transport.</summary>
    /// <returns>The changed flags. The hop count stops at its largest value instead of wrapping to zero.</returns>
    public MessageFlags NextTapHop()
    {
        uint hops = Math.Min((Bits >> HopShift) + 1, uint.MaxValue >> HopShift);
        return new((hops << HopShift) | (Bits & 0xFF) | TapBit);
    }

    /// <summary>Names the flags.</summary>
    /// <returns>Text like <c>reliable</c> or <c>best effort, tap, hop 2</c>.</returns>
    public override string ToString() =>
        (IsReliable ? "reliable" : "best effort") + (IsTap ? ", tap" : "") + (Hops == 0 ? "" : $", hop {Hops}");
}
