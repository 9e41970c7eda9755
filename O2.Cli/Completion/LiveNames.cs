using System.CommandLine.Completions;
using O2.Actors;

namespace O2.Cli;

/// <summary>Names of the running ensemble for the completion of the shell.</summary>
/// <remarks>It joins for the blink of an eye. Whoever waits for a Tab key does not read complaints, so what goes wrong gives no names.</remarks>
internal sealed class LiveNames(CommonOptions common)
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(0.8);
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(0.15);
    private static readonly TimeSpan First = TimeSpan.FromSeconds(0.4);

    /// <summary>The services that somebody offers.</summary>
    public IEnumerable<CompletionItem> Services(CompletionContext context) => Names(context).Select(name => new CompletionItem(name));

    /// <summary>The same as beginnings of addresses.</summary>
    public IEnumerable<CompletionItem> Addresses(CompletionContext context) => Names(context).Select(name => new CompletionItem($"/{name}/"));

    private string[] Names(CompletionContext context)
    {
        var choice = common.Read(context.ParseResult);
        try
        {
            return choice.Name is null ? [] : Task.Run(() => JoinAndListAsync(choice)).GetAwaiter().GetResult();
        }
        catch (Exception e) when (e is UserErrorException or O2Exception or ArgumentException)
        {
            return [];
        }
    }

    private static async Task<string[]> JoinAndListAsync(EnsembleChoice choice)
    {
        await using var joined = await CommandProcess.StartAsync(await choice.ResolveAsync(), _ => { }, CancellationToken.None);
        var process = joined.Process;
        using var limit = new CancellationTokenSource(First);
        try
        {
            await process.WaitUntilAsync(() => process.Processes().Count > 0, limit.Token);
            await Settling.WaitAsync(process, Quiet, Limit, needsClock: false, CancellationToken.None);
        }
        catch (OperationCanceledException)
        {
            // nobody answered yet
        }

        return [.. EnsembleListing.Of(process).Services.Where(row => row.Process is not null).Select(row => row.Name)];
    }
}
