using System.Globalization;
using O2.Protocol;
using O2.Protocol.Lite;

namespace O2.Lite;

/// <summary>Where a host is that takes clients in.</summary>
/// <remarks>Thread-safe: yes (immutable). Two of these are equal when they lead to the same place.</remarks>
public sealed record LiteEndpoint
{
    private LiteEndpoint()
    {
    }

    /// <summary>Name or IPv4 address of the machine; empty for a WebSocket.</summary>
    public string Address { get; private init; } = "";

    /// <summary>The TCP port; 0 for a WebSocket.</summary>
    public int TcpPort { get; private init; }

    /// <summary>The UDP port for best-effort messages; 0 when it is unknown, then they go by TCP, too.</summary>
    public int UdpPort { get; private init; }

    /// <summary>Where the WebSocket is; null when the host is reached by TCP and UDP.</summary>
    public Uri? Web { get; private init; }

    /// <summary>The dialect that is spoken there.</summary>
    internal LiteVariant Variant => Web is null ? LiteVariant.Sockets : LiteVariant.Web;

    /// <summary>A host that is reached by TCP and UDP.</summary>
    /// <param name="address">Name or IPv4 address of the machine.</param>
    /// <param name="tcpPort">TCP port of the O2 process, 1 to 65535.</param>
    /// <param name="udpPort">Its UDP port; 0 when it is unknown.</param>
    /// <returns>The host.</returns>
    /// <exception cref="ArgumentException">The address is empty, or a port is out of range.</exception>
    /// <remarks>Nobody checks the ensemble of a host that is given so: O2lite does not tell it over TCP.</remarks>
    public static LiteEndpoint AtAddress(string address, int tcpPort, int udpPort = 0)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(address);
        ArgumentOutOfRangeException.ThrowIfLessThan(tcpPort, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(tcpPort, ushort.MaxValue);
        ArgumentOutOfRangeException.ThrowIfNegative(udpPort);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(udpPort, ushort.MaxValue);
        return new() { Address = address, TcpPort = tcpPort, UdpPort = udpPort };
    }

    /// <summary>A host that is reached by a WebSocket, as from a browser.</summary>
    /// <param name="uri">Such as <c>ws://studio.local:8080/o2ws</c>; the scheme is <c>ws</c> or <c>wss</c>.</param>
    /// <returns>The host.</returns>
    /// <exception cref="ArgumentException">The scheme is another one.</exception>
    public static LiteEndpoint AtWeb(Uri uri)
    {
        ArgumentNullException.ThrowIfNull(uri);
        return uri is { IsAbsoluteUri: true, Scheme: "ws" or "wss" }
            ? new() { Web = uri }
            : throw new ArgumentException($"'{uri}' is no WebSocket: it has to begin with ws:// or wss://.", nameof(uri));
    }

    /// <summary>Reads an endpoint as people write it.</summary>
    /// <param name="text"><c>address:tcpPort</c>, <c>address:tcpPort:udpPort</c>, or a WebSocket such as <c>ws://studio.local:8080/o2ws</c>.</param>
    /// <returns>The host.</returns>
    /// <exception cref="ArgumentException">The text is none of these.</exception>
    public static LiteEndpoint Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Contains("://", StringComparison.Ordinal) && Uri.TryCreate(text, UriKind.Absolute, out Uri? uri))
            return AtWeb(uri);
        string[] parts = text.Split(':');
        int udpPort = 0;
        return parts.Length is 2 or 3 && TryParsePort(parts[1], out int tcpPort) && (parts.Length == 2 || TryParsePort(parts[2], out udpPort))
            ? AtAddress(parts[0], tcpPort, udpPort)
            : throw new ArgumentException($"'{text}' is no place of a host: it has to be ADDRESS:TCPPORT, ADDRESS:TCPPORT:UDPPORT or ws://….", nameof(text));
    }

    /// <summary>Shows where the host is.</summary>
    /// <returns>Text like <c>10.77.0.1:41973</c> or <c>ws://studio.local:8080/o2ws</c>.</returns>
    public override string ToString() => Web?.ToString() ?? string.Create(CultureInfo.InvariantCulture, $"{Address}:{TcpPort}");

    private static bool TryParsePort(string text, out int port) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out port) && port is >= 1 and <= ushort.MaxValue;

    /// <summary>The host that a discovery record describes. C clients, too, take the address from the process name.</summary>
    internal static LiteEndpoint Of(ProcessInfo process)
    {
        uint ip = process.Name.InternalIp;
        string address = string.Create(CultureInfo.InvariantCulture, $"{ip >> 24}.{(ip >> 16) & 255}.{(ip >> 8) & 255}.{ip & 255}");
        return AtAddress(address, process.Name.TcpPort, process.UdpPort);
    }
}
