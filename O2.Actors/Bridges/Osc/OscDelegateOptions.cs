using O2.Protocol;
using O2.Protocol.Osc;

namespace O2.Actors;

/// <summary>How messages to a service go to an OSC server. Immutable; checked by <see cref="O2Process.DelegateToOsc"/>.</summary>
public sealed record OscDelegateOptions
{
    /// <summary>How packets go. Default <see cref="OscTransport.Udp"/>, for reliable messages as well.</summary>
    public OscTransport Transport { get; init; } = OscTransport.Udp;

    /// <summary>How packets are framed on TCP. Default <see cref="OscFraming.LengthPrefix"/>.</summary>
    public OscFraming Framing { get; init; } = OscFraming.LengthPrefix;

    /// <summary>
    /// Whether arguments of type <c>t</c> are converted between the ensemble's time and OSC's NTP time. Default true. False leaves their 8 bytes as they are, as C++ O2 does.
    /// </summary>
    public bool ConvertsTime { get; init; } = true;

    /// <summary>A service, of any process, that gets what the server sends back to the port from which we send, or by the connection; null (default) for nobody.</summary>
    public string? RepliesTo { get; init; }

    /// <summary>
    /// How many bytes of packets may wait to be sent by TCP, also while the server is away. Default 256 KiB, range 4 KiB to 1 GiB. A sender beyond it is told <see cref="SendStatus.Blocked"/>.
    /// </summary>
    public int MaxQueuedBytes { get; init; } = 1 << 18;

    internal void Validate()
    {
        if (!Enum.IsDefined(Transport))
            throw new ArgumentOutOfRangeException(nameof(Transport), Transport, $"{nameof(Transport)} must be Udp or Tcp.");
        if (!Enum.IsDefined(Framing))
            throw new ArgumentOutOfRangeException(nameof(Framing), Framing, $"{nameof(Framing)} must be LengthPrefix or Slip.");
        if (MaxQueuedBytes is < 1 << 12 or > 1 << 30)
            throw new ArgumentOutOfRangeException(nameof(MaxQueuedBytes), MaxQueuedBytes, $"{nameof(MaxQueuedBytes)} must be in the range 4096 to 1073741824.");
        if (RepliesTo is not null)
            ServiceName.Validate(RepliesTo);
    }
}
