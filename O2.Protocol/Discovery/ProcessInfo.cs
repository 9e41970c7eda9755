namespace O2.Protocol;

/// <summary>What a process tells about itself when it is found or introduces itself.</summary>
/// <param name="Name">Its name, which holds the addresses and the TCP port.</param>
/// <param name="UdpPort">The port at which it receives datagrams, 1 to 65535; 0 for a process that is reached through a broker and has not told it. Answers go there, never to the source port of a datagram.</param>
/// <param name="Version">Its O2 version, major * 65536 + minor * 256 + patch (see <see cref="ProtocolVersion"/>).</param>
public sealed record ProcessInfo(ProcessName Name, int UdpPort, int Version);
