using O2.Protocol;

namespace O2.Lite;

/// <summary>How a client joins an ensemble. An ensemble name is enough; every other value has a default.</summary>
/// <remarks>Immutable; checked when the client is made.</remarks>
public sealed record LiteClientOptions
{
    /// <summary>The ensemble to join: 1 to 63 bytes. Hosts of other ensembles are passed over.</summary>
    public required string Ensemble { get; init; }

    /// <summary>The host to join through; null (default) to look for one by multicast DNS.</summary>
    public LiteEndpoint? Host { get; init; }

    /// <summary>Names or IPv4 addresses of the network interfaces on which to look for a host. Default none named: all usable ones.</summary>
    public IReadOnlyList<string> Interfaces { get; init; } = [];

    /// <summary>How many bytes may wait to be sent. Default 1 MiB, range 64 KiB to 1 GiB. A sender beyond it is told <see cref="LiteSendStatus.Blocked"/>.</summary>
    public int MaxQueuedBytes { get; init; } = 1 << 20;

    /// <summary>How many messages may wait here for their time. Default 10,000, at least 1. Further ones are dropped and counted.</summary>
    public int MaxHeldMessages { get; init; } = 10_000;

    /// <summary>
    /// Whether this client offers to hold timed messages itself, so that the network does not delay them. Default true. Hosts written in C++ do not
    /// understand the offer and hold them as ever; WebSocket hosts never hold them.
    /// </summary>
    public bool HoldTimedMessages { get; init; } = true;

    /// <summary>The pause after the first failed attempt to connect to a host; it doubles with each further one. Default 0.25 s, above 0.</summary>
    public TimeSpan FirstPause { get; init; } = TimeSpan.FromSeconds(0.25);

    /// <summary>The longest pause between two attempts. Default 8 s, range <see cref="FirstPause"/> to 1 h.</summary>
    public TimeSpan LongestPause { get; init; } = TimeSpan.FromSeconds(8);

    /// <summary>The clock of the client; tests set a virtual one.</summary>
    internal ILocalClock? Clock { get; init; }

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentException">A value is out of its range; the message names property, value and range.</exception>
    public void Validate()
    {
        EnsembleName.Validate(Ensemble);
        Check(Interfaces is not null, nameof(Interfaces), Interfaces, "names or addresses");
        Check(MaxQueuedBytes is >= 1 << 16 and <= 1 << 30, nameof(MaxQueuedBytes), MaxQueuedBytes, "65536 to 1073741824");
        Check(MaxHeldMessages >= 1, nameof(MaxHeldMessages), MaxHeldMessages, "1 or more");
        Check(FirstPause > TimeSpan.Zero, nameof(FirstPause), FirstPause, "above 0");
        Check(LongestPause >= FirstPause && LongestPause <= TimeSpan.FromHours(1), nameof(LongestPause), LongestPause, "FirstPause to 1 h");
    }

    private static void Check(bool valid, string name, object? value, string range)
    {
        if (!valid)
            throw new ArgumentOutOfRangeException(name, value, $"{name} must be in the range {range}.");
    }
}
