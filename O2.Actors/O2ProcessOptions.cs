using System.Net;
using System.Net.Sockets;
using Akka.Actor;
using O2.Protocol;

namespace O2.Actors;

/// <summary>How a process joins an ensemble. An ensemble name is enough; every other value has a default.</summary>
/// <remarks>Immutable; checked by <see cref="Validate"/> when the process starts.</remarks>
public sealed record O2ProcessOptions
{
    /// <summary>The ensemble to join: 1 to 63 bytes. Processes of other ensembles are not seen.</summary>
    public required string Ensemble { get; init; }

    /// <summary>How far the process reaches. Default <see cref="NetworkScope.LocalNetwork"/>.</summary>
    public NetworkScope Network { get; init; } = NetworkScope.LocalNetwork;

    /// <summary>How the public address is asked for, when <see cref="Network"/> is <see cref="NetworkScope.Internet"/> or wider.</summary>
    public StunOptions Stun { get; init; } = new();

    /// <summary>
    /// The broker to meet others at; null (default) for none, or, when <see cref="Network"/> is <see cref="NetworkScope.WideArea"/>, for a public one. A broker in the
    /// local network may be used at any level.
    /// </summary>
    public MqttOptions? Mqtt { get; init; }

    /// <summary>The IPv4 address of the one interface to use; null (default) for every usable one.</summary>
    public IPAddress? Interface { get; init; }

    /// <summary>
    /// The TCP port that other processes connect to; 0 (default) lets the system choose. Choose one only for <see cref="Peers"/>: a process that comes back
    /// under its old port has its old name, and a C++ process that still knows the old one may not connect to it again (<c>docs/interop.md</c>).
    /// </summary>
    public int Port { get; init; }

    /// <summary>Whether processes are found by multicast DNS. Default true.</summary>
    public bool UseMdns { get; init; } = true;

    /// <summary>IPv4 address and TCP port of processes to connect to without multicast. Default none. They need not run yet.</summary>
    public IReadOnlyList<IPEndPoint> Peers { get; init; } = [];

    /// <summary>
    /// Host name (or address) and TCP port of the process to use as hub; null (default) for none. It introduces this process to all others that it is
    /// connected with, where multicast does not get through; it need not run yet. Every process can be a hub: give it a <see cref="Port"/>.
    /// </summary>
    public DnsEndPoint? Hub { get; init; }

    /// <summary>How many bytes may wait to be sent to one process. Default 1 MiB, range 64 KiB to 1 GiB. A sender beyond it is told <see cref="SendStatus.Blocked"/>.</summary>
    public int MaxQueuedBytesPerProcess { get; init; } = 1 << 20;

    /// <summary>How many messages may wait for their time. Default 1,000,000, at least 1.</summary>
    public int MaxScheduledMessages { get; init; } = 1_000_000;

    /// <summary>How many bytes they may have together. Default 256 MiB, at least 64 KiB.</summary>
    public int MaxScheduledBytes { get; init; } = 1 << 28;

    /// <summary>How far ahead of now a message's time may be. Default 1 day, above 0. Messages beyond it are dropped and counted.</summary>
    public TimeSpan MaxScheduleAhead { get; init; } = TimeSpan.FromDays(1);

    /// <summary>How long <see cref="O2Process.DisposeAsync"/> waits for reliable messages to leave. Default 1 s, range 0 to 1 h.</summary>
    public TimeSpan DrainTimeout { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>
    /// Real-time mode: one thread asks the process's sockets and timers over and over instead of waiting, and calls the inline methods. Messages
    /// come microseconds sooner; a processor core is busy all the time. Default false. For a machine with cores to spare.
    /// </summary>
    public bool RealTime { get; init; }

    /// <summary>The actor system to live in, one process each; null (default) makes one that ends with the process.</summary>
    public ActorSystem? ActorSystem { get; init; }

    /// <summary>The outside world; the test kit sets a virtual one.</summary>
    internal ProcessEnvironment? Environment { get; init; }

    internal MqttOptions? BrokerToUse => Mqtt ?? (Network == NetworkScope.WideArea ? new MqttOptions() : null);

    /// <summary>Checks every value.</summary>
    /// <exception cref="ArgumentException">A value is out of its range; the message names property, value and range.</exception>
    public void Validate()
    {
        EnsembleName.Validate(Ensemble);
        OptionRange.Check(Enum.IsDefined(Network), nameof(Network), Network, "Loopback to WideArea");
        OptionRange.Check(Stun is not null, nameof(Stun), Stun, "anything but null");
        Stun!.Validate();
        BrokerToUse?.Validate(Ensemble);
        OptionRange.Check(Interface is null || IsUsable(Interface), nameof(Interface), Interface, "IPv4 addresses of an interface");
        OptionRange.Check(Interface is null || Network != NetworkScope.Loopback || IPAddress.IsLoopback(Interface), nameof(Interface), Interface, "loopback addresses, as Network says");
        OptionRange.Check(Peers is not null && Peers.All(peer => peer is { Port: > 0 } && IsUsable(peer.Address)), nameof(Peers), Peers, "IPv4 addresses with ports of 1 to 65535");
        OptionRange.Check(Hub is null or { Port: > 0 }, nameof(Hub), Hub, "host names with ports of 1 to 65535");
        OptionRange.Check(Port is >= 0 and <= ushort.MaxValue, nameof(Port), Port, "0 to 65535");
        OptionRange.Check(MaxQueuedBytesPerProcess is >= 1 << 16 and <= 1 << 30, nameof(MaxQueuedBytesPerProcess), MaxQueuedBytesPerProcess, "65536 to 1073741824");
        OptionRange.Check(MaxScheduledMessages >= 1, nameof(MaxScheduledMessages), MaxScheduledMessages, "1 or more");
        OptionRange.Check(MaxScheduledBytes >= 1 << 16, nameof(MaxScheduledBytes), MaxScheduledBytes, "65536 or more");
        OptionRange.Check(MaxScheduleAhead > TimeSpan.Zero, nameof(MaxScheduleAhead), MaxScheduleAhead, "above 0");
        OptionRange.Check(DrainTimeout >= TimeSpan.Zero && DrainTimeout <= TimeSpan.FromHours(1), nameof(DrainTimeout), DrainTimeout, "0 to 1 h");
    }

    private static bool IsUsable(IPAddress address) => address.AddressFamily == AddressFamily.InterNetwork && !address.Equals(IPAddress.Any);
}
