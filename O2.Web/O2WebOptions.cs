using System.Net;
using System.Net.Sockets;

namespace O2.Web;

/// <summary>How a process serves web pages. Every value has a default: pages and scripts of O2 for the browsers of this machine, on port 8080.</summary>
/// <remarks>Immutable; checked by <see cref="Validate"/> when the server starts.</remarks>
public sealed record O2WebOptions
{
    /// <summary>The port that C++ hosts use by habit.</summary>
    public const int DefaultPort = 8080;

    /// <summary>
    /// The address to listen at. Default <see cref="IPAddress.Loopback"/>: browsers of this machine only. <see cref="IPAddress.Any"/> lets in phones and other
    /// machines of the network.
    /// </summary>
    public IPAddress BindAddress { get; init; } = IPAddress.Loopback;

    /// <summary>The port, 0 to 65535; 0 lets the system choose. Default 8080.</summary>
    public int Port { get; init; } = DefaultPort;

    /// <summary>
    /// The directory whose files are served; null (default) for none. The scripts <c>/o2lite.js</c> (with those that it imports) and <c>/o2ws.js</c> are always
    /// there, unless the directory has its own.
    /// </summary>
    public string? RootFolder { get; init; }

    /// <summary>
    /// Other places whose pages may join, such as <c>https://band.example</c>; <c>*</c> stands for all. Default none: only pages that this server has served
    /// under an address, <c>localhost</c>, or a name of the local network may, and programs that are no browsers.
    /// </summary>
    public IReadOnlyList<string> AllowedOrigins { get; init; } = [];

    /// <summary>
    /// Whether the server is published by multicast DNS as <c>_http._tcp</c> under the ensemble's name. Null (default): when
    /// <see cref="BindAddress"/> is not a loopback address.
    /// </summary>
    public bool? Announce { get; init; }

    /// <summary>How many pages may be joined at a time. Default 256, at least 1.</summary>
    public int MaxClients { get; init; } = 256;

    /// <summary>The longest text that a page may send, in bytes. Default 256 KiB, range 1 KiB to 4 MiB. A page that sends a longer one is disconnected.</summary>
    public int MaxTextBytes { get; init; } = 1 << 18;

    /// <summary>How many bytes of messages may wait for one page. Default 1 MiB, range 64 KiB to 1 GiB. Beyond it a sender is told that it is blocked.</summary>
    public int MaxQueuedBytesPerClient { get; init; } = 1 << 20;

    /// <summary>How long a page may give no sign of life, not introduce itself, or not read what is sent, and a connection ask for nothing, before it is gone. Default 20 s, range 1 s to 1 h.</summary>
    public TimeSpan ClientTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentException">A value is out of its range; the message names property, value and range.</exception>
    public void Validate()
    {
        ArgumentNullException.ThrowIfNull(BindAddress);
        ArgumentNullException.ThrowIfNull(AllowedOrigins);
        Check(BindAddress.AddressFamily is AddressFamily.InterNetwork or AddressFamily.InterNetworkV6, nameof(BindAddress), BindAddress, "IP addresses");
        Check(Port is >= 0 and <= IPEndPoint.MaxPort, nameof(Port), Port, "0 to 65535");
        Check(RootFolder is null || Directory.Exists(RootFolder), nameof(RootFolder), RootFolder!, "directories that exist");
        Check(AllowedOrigins.All(IsOrigin), nameof(AllowedOrigins), string.Join(' ', AllowedOrigins), "'*', or a scheme with a host, such as https://band.example:8443");
        Check(MaxClients >= 1, nameof(MaxClients), MaxClients, "1 or more");
        Check(MaxTextBytes is >= 1 << 10 and <= 1 << 22, nameof(MaxTextBytes), MaxTextBytes, "1024 to 4194304");
        Check(MaxQueuedBytesPerClient is >= 1 << 16 and <= 1 << 30, nameof(MaxQueuedBytesPerClient), MaxQueuedBytesPerClient, "65536 to 1073741824");
        Check(ClientTimeout >= TimeSpan.FromSeconds(1) && ClientTimeout <= TimeSpan.FromHours(1), nameof(ClientTimeout), ClientTimeout, "1 s to 1 h");
    }

    private static bool IsOrigin(string text) =>
        text == "*" || (Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.GetLeftPart(UriPartial.Authority) == text);

    private static void Check(bool valid, string name, object value, string range)
    {
        if (!valid)
            throw new ArgumentOutOfRangeException(name, value, $"{name} must be in the range {range}.");
    }
}
