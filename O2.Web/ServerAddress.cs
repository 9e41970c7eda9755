using System.Buffers.Binary;
using System.Net;
using O2.Protocol;

namespace O2.Web;

/// <summary>The address under which browsers reach a server.</summary>
internal static class ServerAddress
{
    /// <summary>Replaces "any address" by the one of this machine that other O2 processes use, too.</summary>
    /// <param name="listening">What the server says, such as <c>http://0.0.0.0:8080</c>.</param>
    /// <param name="bound">The address of the options.</param>
    /// <param name="process">Whose machine it is.</param>
    public static Uri Of(string listening, IPAddress bound, ProcessName process)
    {
        var uri = new Uri(listening.Replace("[::]", "0.0.0.0", StringComparison.Ordinal));
        bool isAny = bound.Equals(IPAddress.Any) || bound.Equals(IPAddress.IPv6Any);
        return isAny ? new UriBuilder(uri) { Host = Internal(process).ToString() }.Uri : uri;
    }

    private static IPAddress Internal(ProcessName process)
    {
        Span<byte> bytes = stackalloc byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, process.InternalIp);
        return new IPAddress(bytes);
    }
}
