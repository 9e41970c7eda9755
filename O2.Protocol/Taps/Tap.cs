namespace O2.Protocol;

/// <summary>A tap: whatever is delivered to one service, the tappee, is copied to another, the tapper.</summary>
/// <param name="Tappee">The service whose messages are copied. It need not exist.</param>
/// <param name="Tapper">The service that receives the copies, at the process that owns the tap.</param>
/// <param name="Owner">The process that made the tap and alone may remove it; null for this process.</param>
/// <param name="Mode">How the copies travel.</param>
/// <remarks>A tap is told from another by tappee, tapper and owner; the mode of an existing one is never changed. Source: O2 2.0, "Taps".</remarks>
public sealed record Tap(string Tappee, string Tapper, ProcessName? Owner, TapSendMode Mode)
{
    /// <summary>Tells whether two records stand for the same tap, whatever their modes.</summary>
    /// <param name="other">Another tap.</param>
    /// <returns>Whether tappee, tapper and owner are equal.</returns>
    public bool IsSameAs(Tap other) => Tapper == other.Tapper && Tappee == other.Tappee && Owner == other.Owner;
}
