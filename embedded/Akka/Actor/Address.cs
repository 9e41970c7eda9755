namespace Akka.Actor;

/// <summary>Where an actor system is: protocol, system name and, for one on the network, host and port.</summary>
public sealed record Address
{
    /// <summary>Creates an address.</summary>
    /// <param name="protocol">For example <c>akka</c>.</param>
    /// <param name="system">The name of the actor system.</param>
    /// <param name="host">The host, or null for a system that is reachable in this OS process only.</param>
    /// <param name="port">The port, or null.</param>
    public Address(string protocol, string system, string? host = null, int? port = null)
    {
        Protocol = protocol;
        System = system;
        Host = host;
        Port = port;
    }

    /// <summary>For example <c>akka</c>.</summary>
    public string Protocol { get; }

    /// <summary>The name of the actor system.</summary>
    public string System { get; }

    /// <summary>The host, or null.</summary>
    public string? Host { get; }

    /// <summary>The port, or null.</summary>
    public int? Port { get; }

    /// <summary>True when there is no host: only meaningful inside this OS process.</summary>
    public bool HasLocalScope => string.IsNullOrEmpty(Host);

    /// <summary>True when there is a host.</summary>
    public bool HasGlobalScope => !HasLocalScope;

    /// <summary>The address without its protocol, <c>system@host:port</c>.</summary>
    public string HostPort() => HasLocalScope ? System : Port is { } port ? $"{System}@{Host}:{port}" : $"{System}@{Host}";

    /// <summary>For example <c>akka://system@host:port</c>.</summary>
    public override string ToString() => $"{Protocol}://{HostPort()}";
}
