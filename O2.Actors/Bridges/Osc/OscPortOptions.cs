using System.Net;
using O2.Protocol;

namespace O2.Actors;

/// <summary>How a port takes OSC packets. Immutable; checked by <see cref="O2Process.AddOscPort"/>.</summary>
public sealed record OscPortOptions
{
    /// <summary>How packets come. Default <see cref="OscTransport.Udp"/>. On TCP connections the framing is detected.</summary>
    public OscTransport Transport { get; init; } = OscTransport.Udp;

    /// <summary>The IPv4 address to listen at; null (default) for the one that the process itself listens at: loopback only with <see cref="NetworkScope.Loopback"/>.</summary>
    public IPAddress? BindAddress { get; init; }

    /// <summary>
    /// Whether arguments of type <c>t</c> are converted between OSC's NTP time and the ensemble's. Default true. False leaves their 8 bytes as they are, as C++ O2 does.
    /// </summary>
    public bool ConvertsTime { get; init; } = true;

    /// <summary>
    /// A service that answers whoever sent the last packet: what is sent to it goes to the address and port from which that came, or by that connection.
    /// Null (default) for none.
    /// </summary>
    public string? ReplyService { get; init; }

    /// <summary>How many TCP connections there may be. Default 100, range 1 to 10,000. A further one takes the place of the oldest that never sent a packet, or, when all have, of the one that has been silent longest.</summary>
    public int MaxConnections { get; init; } = 100;

    internal void Validate()
    {
        if (!Enum.IsDefined(Transport))
            throw new ArgumentOutOfRangeException(nameof(Transport), Transport, $"{nameof(Transport)} must be Udp or Tcp.");
        if (MaxConnections is < 1 or > 10_000)
            throw new ArgumentOutOfRangeException(nameof(MaxConnections), MaxConnections, $"{nameof(MaxConnections)} must be in the range 1 to 10000.");
        if (BindAddress is { AddressFamily: not System.Net.Sockets.AddressFamily.InterNetwork })
            throw new ArgumentOutOfRangeException(nameof(BindAddress), BindAddress, $"{nameof(BindAddress)} must be an IPv4 address.");
        if (ReplyService is not null)
            ServiceName.Validate(ReplyService);
    }
}
