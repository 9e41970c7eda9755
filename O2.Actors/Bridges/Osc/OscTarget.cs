using System.Net;
using System.Net.Sockets;

namespace O2.Actors;

/// <summary>The OSC server that a service is delegated to.</summary>
internal sealed class OscTarget
{
    private readonly ProcessCore _core;
    private readonly IPAddress? _address;

    /// <exception cref="ArgumentException">Host or port is none, or is on another machine while the process is confined to this one.</exception>
    public OscTarget(ProcessCore core, string host, int port)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(host);
        if (port is < 1 or > ushort.MaxValue)
            throw new ArgumentOutOfRangeException(nameof(port), port, "A port is in the range 1 to 65535.");
        _core = core;
        Host = host;
        Port = port;
        if (host.Equals("localhost", StringComparison.OrdinalIgnoreCase))
            _address = IPAddress.Loopback;
        else if (IPAddress.TryParse(host, out var address))
            _address = address.AddressFamily == AddressFamily.InterNetwork ? address : throw new ArgumentException($"'{host}' is no IPv4 address.", nameof(host));
        if (_address is not null && IsOutOfScope(_address))
            throw new ArgumentException($"'{host}' is another machine, and the process's network is {NetworkScope.Loopback}.", nameof(host));
    }

    public string Host { get; }

    public int Port { get; }

    /// <summary>Where it is; null when its name has to be looked up.</summary>
    public IPEndPoint? EndPoint => _address is null ? null : new IPEndPoint(_address, Port);

    /// <summary>Finds out where it is.</summary>
    /// <exception cref="SocketException">The name is not known.</exception>
    public async Task<IPEndPoint> ResolveAsync(CancellationToken cancellation)
    {
        var address = _address ?? await _core.Environment.Transport.ResolveAsync(Host, cancellation).ConfigureAwait(false);
        return IsOutOfScope(address)
            ? throw new SocketException((int)SocketError.NetworkUnreachable, $"{Host} is another machine, and the process's network is {NetworkScope.Loopback}")
            : new IPEndPoint(address, Port);
    }

    public override string ToString() => $"{Host}:{Port}";

    private bool IsOutOfScope(IPAddress address) => _core.Options.Network == NetworkScope.Loopback && !IPAddress.IsLoopback(address);
}
