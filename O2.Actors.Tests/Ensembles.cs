using System.Net;
using O2.Protocol;

namespace O2.Actors.Tests;

/// <summary>Real processes over real loopback sockets, for tests; the first of an ensemble is known to the others by its address.</summary>
internal static class Ensembles
{
    public static O2ProcessOptions Options(string ensemble) => new() { Ensemble = ensemble, Network = NetworkScope.Loopback, UseMdns = false };

    public static Task<O2Process> StartAsync(string ensemble, params O2Process[] peers) =>
        StartAsync(Options(ensemble), peers);

    public static Task<O2Process> StartAsync(O2ProcessOptions options, params O2Process[] peers) =>
        O2Process.StartAsync(options with { Peers = [.. peers.Select(p => new IPEndPoint(IPAddress.Loopback, p.Name.TcpPort))] });

    /// <summary>Waits until something is true of the ensemble, no longer than a living program takes.</summary>
    public static async Task Until(this O2Process process, Func<bool> condition)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        await process.WaitUntilAsync(condition, limit.Token);
    }

    public static Task UntilService(this O2Process process, string service, ServiceStatus status) =>
        process.Until(() => process.Status(service) == status);
}
