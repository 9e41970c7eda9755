using O2.Actors;

namespace O2.Cli;

/// <param name="Tcp">Where other processes, and O2lite clients, connect to.</param>
/// <param name="Udp">Where they send datagrams.</param>
/// <param name="Web">Where the web server listens; null without one.</param>
internal sealed record HostPorts(int Tcp, int Udp, int? Web)
{
    public static HostPorts Of(O2Process process, HostParts parts) => new(process.Name.TcpPort, process.UdpPort, parts.All.OfType<WebPart>().FirstOrDefault()?.Port);

    /// <summary>The ports on one line, for people.</summary>
    public override string ToString() => $"ports {Tcp} (TCP), {Udp} (UDP){(Web is { } web ? $", {web} (web)" : "")}";
}
