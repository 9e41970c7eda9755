using O2.Actors;
using O2.Protocol;

namespace O2.Cli;

/// <summary>Waits for a service, and explains in words for people why it did not come.</summary>
internal static class ServiceWait
{
    private const int MostNames = 8;

    /// <exception cref="UserErrorException">The service did not come in time.</exception>
    public static async Task ForAsync(O2Process process, string service, bool needsTime, TimeSpan limit, CancellationToken cancellation)
    {
        var wanted = needsTime ? ServiceStatus.Local : ServiceStatus.LocalNoTime;
        using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        end.CancelAfter(limit);
        try
        {
            await process.WaitUntilAsync(() => process.Status(service) >= wanted, end.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw new UserErrorException(Explain(process, service, FormattableString.Invariant($" (waited {limit.TotalSeconds:0.#} s)")));
        }
    }

    /// <summary>Why a service cannot be used.</summary>
    /// <param name="waited">What stands behind the name of the ensemble, for example how long we waited.</param>
    public static string Explain(O2Process process, string service, string waited = "")
    {
        var place = $"in the ensemble '{process.Ensemble}'{waited}";
        if (process.Status(service) >= 0)
            return $"the service '{service}' does not share the ensemble's clock with us yet {place}. 'o2 clock' shows who keeps it.";
        if (process.Processes().Count == 0)
            return $"nobody else is {place}. Is it on this network? --interface and --peer show the way.";

        var what = service.StartsWith('@') ? $"there is no process '{service}'" : $"nobody offers the service '{service}'";
        return $"{what} {place}. {Suggest(service, Names(process, service))}";
    }

    private static IReadOnlyList<string> Names(O2Process process, string like) => like.StartsWith('@')
        ? [.. process.Processes().Select(entry => entry.Name.Text)]
        : [.. EnsembleListing.Of(process).Services.Where(row => row.Process is { } provider && provider != process.Name.Text).Select(row => row.Name)];

    private static string Suggest(string wanted, IReadOnlyList<string> known) => SimilarNames.Of(wanted, known) switch
    {
        { Count: > 0 } similar => $"Did you mean {string.Join(" or ", similar.Select(name => $"'{name}'"))}?",
        _ when known.Count is > 0 and <= MostNames => $"There is {string.Join(", ", known.Select(name => $"'{name}'"))}.",
        _ => "'o2 ls' shows what there is.",
    };
}
