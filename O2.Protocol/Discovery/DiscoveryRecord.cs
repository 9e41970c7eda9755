using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace O2.Protocol;

/// <summary>The mDNS record of a process: what it publishes, and which found ones are used.</summary>
/// <remarks>
/// <para>Service type <c>_o2proc._tcp</c>; the SRV port is the TCP port of the process; two TXT strings, for example
/// <c>name=@00000000:0a4d0001:80af:db61</c> (process name, colon, UDP port as 4 hexadecimal digits) and <c>vers=2.0.1</c>.
/// Host name and address records are not used: connections go to the internal address in the name.</para>
/// <para>Thread-safe: yes. Source: O2 2.0, discovery by Zeroconf.</para>
/// </remarks>
public static class DiscoveryRecord
{
    /// <summary>The DNS-SD service type, without the domain.</summary>
    public const string ServiceType = "_o2proc._tcp";

    private const string NameKey = "name=";
    private const string VersionKey = "vers=";
    private const int NameValueLength = ProcessName.TextLength + 5;

    /// <summary>Makes the TXT strings that a process publishes.</summary>
    /// <param name="process">The process.</param>
    /// <returns>The two strings, in the order of the reference.</returns>
    public static IReadOnlyList<string> CreateTxt(ProcessInfo process) =>
    [
        string.Create(CultureInfo.InvariantCulture, $"{NameKey}{process.Name}:{process.UdpPort:x4}"),
        VersionKey + ProtocolVersion.Format(process.Version),
    ];

    /// <summary>Tests a resolved record.</summary>
    /// <param name="instance">Its instance name.</param>
    /// <param name="port">The port of its SRV record.</param>
    /// <param name="txt">Its TXT strings in any order; unknown ones are ignored, of several with one key the first counts.</param>
    /// <param name="ensemble">The name of our ensemble.</param>
    /// <param name="self">Our own name; null for a client, which is no process.</param>
    /// <param name="process">The process that the record describes; null unless the verdict is <see cref="DiscoveryVerdict.Accepted"/>.</param>
    /// <returns>Whether the record is used, or why not.</returns>
    public static DiscoveryVerdict Read(string instance, int port, IEnumerable<string> txt, string ensemble, ProcessName? self, out ProcessInfo? process)
    {
        process = null;
        if (!InstanceName.BelongsTo(instance, ensemble))
            return DiscoveryVerdict.OtherEnsemble;

        string? nameValue = null, versionValue = null;
        foreach (string text in txt)
        {
            nameValue ??= ValueOf(text, NameKey);
            versionValue ??= ValueOf(text, VersionKey);
        }

        if (!TryReadName(nameValue, out ProcessName? name, out int udpPort))
            return DiscoveryVerdict.BadName;

        if (name.TcpPort != port)
            return DiscoveryVerdict.PortMismatch;

        if (!ProtocolVersion.TryParse(versionValue, out int version))
            return DiscoveryVerdict.NoVersion;

        if (!ProtocolVersion.AreCompatible(version, ProtocolVersion.Current))
            return DiscoveryVerdict.OtherMajorVersion;

        if (name == self)
            return DiscoveryVerdict.Ourselves;

        process = new ProcessInfo(name, udpPort, version);
        return DiscoveryVerdict.Accepted;
    }

    private static string? ValueOf(string text, string key) =>
        text.StartsWith(key, StringComparison.OrdinalIgnoreCase) ? text[key.Length..] : null;

    private static bool TryReadName(ReadOnlySpan<char> value, [NotNullWhen(true)] out ProcessName? name, out int udpPort)
    {
        name = null;
        udpPort = 0;
        if (value.Length != NameValueLength || value[ProcessName.TextLength] != ':'
            || !LowerHex.TryParsePort(value[(ProcessName.TextLength + 1)..], out udpPort))
        {
            return false;
        }

        return ProcessName.TryParse(value[..ProcessName.TextLength], out name);
    }
}
