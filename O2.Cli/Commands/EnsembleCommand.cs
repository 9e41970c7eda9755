using System.CommandLine;
using O2.Actors;

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

    private async Task<int> JoinAndRunAsync(ParseResult line, CancellationToken cancellation)
    {
        try
        {
            await _common.RequireEnsembleAsync(line);
            await using var process = await O2Process.StartAsync(_common.ReadProcessOptions(line), cancellation);
            return await RunAsync(new CommandRun(process, line, _common.WantsJson(line)), cancellation);
        }
        catch (Exception e) when (e is UserErrorException or O2Exception or ArgumentException)
        {
            line.InvocationConfiguration.Error.WriteLine($"o2 {Name}: {UserErrorException.TextOf(e)}");
            return ExitCode.Failed;
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Interrupted;
        }
    }
}
