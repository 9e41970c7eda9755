namespace O2.Actors;

/// <summary>How OSC packets travel.</summary>
public enum OscTransport
{
    /// <summary>One packet in each datagram. What nearly all OSC programs speak.</summary>
    Udp,

    /// <summary>A TCP connection, on which packets are framed; see <see cref="O2.Protocol.Osc.OscFraming"/>.</summary>
    Tcp,
}
