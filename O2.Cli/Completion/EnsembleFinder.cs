using System.Collections.Concurrent;
using System.CommandLine.Completions;
using System.Text.RegularExpressions;
using O2.Discovery;
using O2.Protocol;

namespace O2.Cli;

/// <summary>Finds the ensembles that play on this network, by the names under which their processes publish themselves.</summary>
internal static partial class EnsembleFinder
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(0.6);

    /// <param name="networkInterface">Name or address of the interface to look at; null for all.</param>
    /// <returns>Their names, sorted.</returns>
    public static async Task<IReadOnlyList<string>> FindAsync(string? networkInterface)
    {
        var found = new ConcurrentDictionary<string, bool>();
        await using var mdns = new MdnsClient(new MdnsClientOptions { Interfaces = networkInterface is null ? [] : [networkInterface] });
        using (mdns.Browse(DiscoveryRecord.ServiceType, seen => found[EnsembleOf(seen.Service.Name)] = true))
        using (var timer = new PeriodicTimer(Limit))
            await timer.WaitForNextTickAsync();
        return [.. found.Keys.Order(StringComparer.Ordinal)];
    }

    /// <summary>For the completion of the shell.</summary>
    public static IEnumerable<CompletionItem> Complete(string? networkInterface) =>
        Task.Run(() => FindAsync(networkInterface)).GetAwaiter().GetResult().Select(name => new CompletionItem(name));

    /// <summary>The ensemble of a process that is published under an instance name: what stands before the number.</summary>
    public static string EnsembleOf(string instance) => Suffixes().Replace(instance, "");

    [GeneratedRegex(@"( #\d+| \(\d+\))+$")]
    private static partial Regex Suffixes();
}
