using System.CommandLine;
using O2.Actors;

namespace O2.Cli;

/// <summary>A command whose help ends with examples.</summary>
internal abstract class CliCommand(string name, string description) : Command(name, description)
{
    /// <summary>Lines that can be typed as they are, each with what it does.</summary>
    public abstract IReadOnlyList<(string Line, string Effect)> Examples { get; }

    /// <summary>What a user types after <c>o2</c> for it.</summary>
    public string Words => Parents.OfType<CliCommand>().FirstOrDefault() is { } parent ? $"{parent.Words} {Name}" : Name;

    /// <summary>Does the work, and tells the user in a line if it cannot be done.</summary>
    /// <returns>The exit code.</returns>
    protected async Task<int> RunGuardedAsync(ParseResult line, Func<Task<int>> work)
    {
        try
        {
            return await work();
        }
        catch (Exception e) when (e is UserErrorException or O2Exception or ArgumentException or IOException or UnauthorizedAccessException)
        {
            line.InvocationConfiguration.Error.WriteLine($"o2 {Words}: {UserErrorException.TextOf(e)}");
            return ExitCode.Failed;
        }
        catch (OperationCanceledException)
        {
            return ExitCode.Interrupted;
        }
    }
}
