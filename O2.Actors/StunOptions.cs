using System.Net;

namespace O2.Actors;

/// <summary>How a process asks for the address that the Internet sees it at. It does so from <see cref="NetworkScope.Internet"/> on.</summary>
public sealed record StunOptions
{
    /// <summary>The servers; all are asked at once, and the first answer counts. Default: those of two providers. None: the public address stays unknown.</summary>
    public IReadOnlyList<DnsEndPoint> Servers { get; init; } = [new("stun.l.google.com", 19302), new("stun.cloudflare.com", 3478)];

    /// <summary>How long the start waits for an answer. Default 1 s, above 0, at most 10 s. Without one the process goes on under a name without a public address.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentOutOfRangeException">A value is out of its range; the message names property, value and range.</exception>
    internal void Validate()
    {
        OptionRange.Check(Servers is not null && Servers.All(server => server?.Port > 0), nameof(Servers), Servers, "host names with ports of 1 to 65535");
        OptionRange.Check(Timeout > TimeSpan.Zero && Timeout <= TimeSpan.FromSeconds(10), nameof(Timeout), Timeout, "above 0, at most 10 s");
    }
}
