using System.CommandLine;

namespace O2.Cli;

/// <summary>A command that joins an ensemble, does its work, and leaves.</summary>
internal abstract class EnsembleCommand : CliCommand
{
    private readonly CommonOptions _common;

    protected EnsembleCommand(string name, string description, CommonOptions common)
        : base(name, description)
    {
        _common = common;
        SetAction(JoinAndRunAsync);
    }

    /// <returns>The exit code.</returns>
    /// <exception cref="UserErrorException">It cannot be done; the message says why.</exception>
    protected abstract Task<int> RunAsync(CommandRun run, CancellationToken cancellation);

    private Task<int> JoinAndRunAsync(ParseResult line, CancellationToken cancellation) => RunGuardedAsync(line, async () =>
    {
        var error = line.InvocationConfiguration.Error;
        await using var joined = await CommandProcess.StartAsync(
            await _common.Read(line).ResolveAsync(), warning => error.WriteLine($"o2 {Words}: warning: {warning}"), cancellation);
        return await RunAsync(new CommandRun(joined.Process, line, _common.WantsJson(line)), cancellation);
    });
}
