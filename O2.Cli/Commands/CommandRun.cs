using System.CommandLine;
using O2.Actors;

namespace O2.Cli;

/// <summary>What a command works with.</summary>
/// <param name="Process">The process that joined the ensemble for it.</param>
/// <param name="Line">What the user typed.</param>
/// <param name="WantsJson">Whether to print for programs.</param>
internal sealed record CommandRun(O2Process Process, ParseResult Line, bool WantsJson)
{
    public TextWriter Output => Line.InvocationConfiguration.Output;

    public TextWriter Error => Line.InvocationConfiguration.Error;
}
