using System.Globalization;
using System.Net;

namespace O2.Cli;

/// <summary>A machine and a port as users write them: <c>hub.example.org:40000</c>, <c>192.168.1.7:9000</c>.</summary>
internal static class HostAndPort
{
    /// <returns>Null when the text is none.</returns>
    public static DnsEndPoint? TryParse(string text) =>
        text.Split(':') is [{ Length: > 0 } host, var digits] && ushort.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var port) && port != 0
            ? new DnsEndPoint(host, port)
            : null;
}
