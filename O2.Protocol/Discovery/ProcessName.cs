using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace O2.Protocol;

/// <summary>The name of an O2 process: <c>@public:internal:port</c>, for example <c>@00000000:0a4d0001:b3a3</c>.</summary>
/// <remarks>
/// Both addresses are IPv4, 8 lower-case hexadecimal digits; the port is that of the TCP listener, 4 lower-case digits. So a name always has
/// 23 characters, and the byte order of names (the order that decides who connects and which provider is active) is the numeric order of the fields.
/// Immutable. Thread-safe: yes. Source: O2 2.0, "Process names".
/// </remarks>
public sealed record ProcessName : IComparable<ProcessName>
{
    /// <summary>The length of every process name in characters.</summary>
    public const int TextLength = 23;

    private const int InternalOffset = 10;
    private const int PortOffset = 19;

    /// <summary>Makes the name of the process that listens at the given addresses.</summary>
    /// <param name="publicIp">Public IPv4 address, first octet in the highest byte; 0 when it is unknown or Internet use is off.</param>
    /// <param name="internalIp">Address on the local network, first octet in the highest byte.</param>
    /// <param name="tcpPort">TCP port of the listener, 1 to 65535.</param>
    /// <exception cref="ArgumentOutOfRangeException">The port is out of range.</exception>
    public ProcessName(uint publicIp, uint internalIp, int tcpPort)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(tcpPort, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(tcpPort, ushort.MaxValue);
        PublicIp = publicIp;
        InternalIp = internalIp;
        TcpPort = tcpPort;
        Text = string.Create(CultureInfo.InvariantCulture, $"@{publicIp:x8}:{internalIp:x8}:{tcpPort:x4}");
    }

    /// <summary>The public IPv4 address, first octet in the highest byte; 0 when unknown.</summary>
    public uint PublicIp { get; }

    /// <summary>The IPv4 address on the local network, first octet in the highest byte. Connections go there.</summary>
    public uint InternalIp { get; }

    /// <summary>Whether its public address is its own: no router stands before it.</summary>
    public bool IsPublic => PublicIp == InternalIp;

    /// <summary>The port of the TCP listener, 1 to 65535.</summary>
    public int TcpPort { get; }

    /// <summary>The 23 characters of the name. It is also the name of a service: <c>!@00000000:0a4d0001:b3a3/cs/put</c> reaches the process.</summary>
    public string Text { get; }

    /// <summary>Reads a name; anything but the exact form, upper-case digits and port 0 included, is refused.</summary>
    /// <param name="text">The 23 characters.</param>
    /// <param name="name">The name, or null when the text is none.</param>
    /// <returns>Whether the text is a process name.</returns>
    public static bool TryParse(ReadOnlySpan<char> text, [NotNullWhen(true)] out ProcessName? name)
    {
        name = null;
        if (text.Length != TextLength || text[0] != '@' || text[InternalOffset - 1] != ':' || text[PortOffset - 1] != ':'
            || !LowerHex.TryParseAddress(text.Slice(1, 8), out uint publicIp)
            || !LowerHex.TryParseAddress(text.Slice(InternalOffset, 8), out uint internalIp)
            || !LowerHex.TryParsePort(text[PortOffset..], out int port))
        {
            return false;
        }

        name = new ProcessName(publicIp, internalIp, port);
        return true;
    }

    /// <summary>Reads a name.</summary>
    /// <param name="text">The 23 characters.</param>
    /// <returns>The name.</returns>
    /// <exception cref="ArgumentException">The text is not a process name.</exception>
    public static ProcessName Parse(string text) =>
        TryParse(text, out ProcessName? name)
            ? name
            : throw new ArgumentException($"'{text}' is not a process name: it has to be '@', 8 lower-case hex digits, ':', 8 more, ':' and 4 for the port.", nameof(text));

    /// <summary>Tells whether this process is the one that opens the lasting TCP connection between the two: the one with the lower name does.</summary>
    /// <param name="other">The other process.</param>
    /// <returns>True when this process is the TCP client, false when it is the server (or the same process).</returns>
    public bool IsClientOf(ProcessName other) => CompareTo(other) < 0;

    /// <summary>Tells whether this process opens a lasting connection to another one: as the TCP client of the two, or because the other one could not open it.</summary>
    /// <param name="other">The other process.</param>
    /// <returns>True for the lower name, and for a process behind a router when the other one has a public address.</returns>
    public bool Opens(ProcessName other) =>
        IsClientOf(other) || (PublicIp != 0 && !IsPublic && other.IsPublic && PublicIp != other.PublicIp);

    /// <summary>Orders names byte by byte: by public address, then internal address, then port.</summary>
    /// <param name="other">The name to compare with; null comes first.</param>
    /// <returns>Less than, equal to or greater than zero.</returns>
    public int CompareTo(ProcessName? other) => string.CompareOrdinal(Text, other?.Text);

    /// <inheritdoc/>
    public bool Equals(ProcessName? other) => other is not null && Text == other.Text;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(PublicIp, InternalIp, TcpPort);

    /// <summary>Returns <see cref="Text"/>.</summary>
    public override string ToString() => Text;
}
