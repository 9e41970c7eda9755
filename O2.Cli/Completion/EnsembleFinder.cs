using System.Collections.Concurrent;
using System.CommandLine.Completions;
using System.Text.RegularExpressions;
using O2.Discovery;
using O2.Protocol;

namespace O2.Cli;

/// <summary>Finds the ensembles that play on this network, by the names under which their processes publish themselves.</summary>
internal static partial class EnsembleFinder
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(50);
    private const int QuietTicks = 6, MostTicks = 24;

    /// <param name="networkInterface">Name or address of the interface to look at; null for all.</param>
    /// <returns>Their names, sorted.</returns>
    public static async Task<IReadOnlyList<string>> FindAsync(string? networkInterface)
    {
        var found = new ConcurrentDictionary<string, bool>();
        await using var mdns = new MdnsClient(new MdnsClientOptions { Interfaces = networkInterface is null ? [] : [networkInterface] });
        using (mdns.Browse(DiscoveryRecord.ServiceType, seen => found[EnsembleOf(seen.Service.Name)] = true))
            await WaitUntilSettledAsync(() => found.Count);
        return [.. found.Keys.Order(StringComparer.Ordinal)];
    }

    /// <summary>For the completion of the shell.</summary>
    public static IEnumerable<CompletionItem> Complete(string? networkInterface) =>
        Task.Run(() => FindAsync(networkInterface)).GetAwaiter().GetResult().Select(name => new CompletionItem(name));

    /// <summary>The ensemble of a process that is published under an instance name: what stands before the number.</summary>
    public static string EnsembleOf(string instance) => Suffixes().Replace(instance, "");

    /// <summary>Ends when something was found and nothing more comes, or when nothing is there to be found.</summary>
    private static async Task WaitUntilSettledAsync(Func<int> count)
    {
        var (seen, quiet) = (0, 0);
        using var timer = new PeriodicTimer(Tick);
        for (var ticks = 0; ticks < MostTicks && (seen == 0 || quiet < QuietTicks); ticks++)
        {
            await timer.WaitForNextTickAsync();
            quiet = count() == seen ? quiet + 1 : 0;
            seen = count();
        }
    }

    [GeneratedRegex(@"( #\d+| \(\d+\))+$")]
    private static partial Regex Suffixes();
}
