using System.CommandLine;
using System.CommandLine.Invocation;

namespace O2.Cli;

/// <summary>The usual help, followed by the examples of the command, or by what is true of all commands.</summary>
internal sealed class HelpWithExamples(SynchronousCommandLineAction usual) : SynchronousCommandLineAction
{
    public override int Invoke(ParseResult parseResult)
    {
        var result = usual.Invoke(parseResult);
        var output = parseResult.InvocationConfiguration.Output;
        if (parseResult.CommandResult.Command is CliCommand command)
            WriteExamples(command, output);
        else
            WriteExitCodes(output);
        return result;
    }

    private static void WriteExamples(CliCommand command, TextWriter output)
    {
        output.WriteLine("Examples:");
        foreach (var (line, effect) in command.Examples)
        {
            output.WriteLine($"  {line}");
            output.WriteLine($"      {effect}");
        }
    }

    private static void WriteExitCodes(TextWriter output)
    {
        output.WriteLine("Exit codes:");
        TextTable.WriteRows(output,
        [
            [$"  {ExitCode.Done}", "done"],
            [$"  {ExitCode.Failed}", "it could not be done; the reason is on standard error"],
            [$"  {ExitCode.Misunderstood}", "the line was not understood; nothing was done"],
            [$"  {ExitCode.Interrupted}", "ended by Ctrl-C before it was done"],
        ]);
        output.WriteLine();
        output.WriteLine("'o2 COMMAND --help' shows examples.");
    }
}
