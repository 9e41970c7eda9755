using System.CommandLine;
using System.CommandLine.Invocation;

namespace O2.Cli;

/// <summary>The usual help, followed by the examples of the command.</summary>
internal sealed class HelpWithExamples(SynchronousCommandLineAction usual) : SynchronousCommandLineAction
{
    public override int Invoke(ParseResult parseResult)
    {
        var result = usual.Invoke(parseResult);
        if (parseResult.CommandResult.Command is CliCommand command)
            Write(command, parseResult.InvocationConfiguration.Output);
        return result;
    }

    private static void Write(CliCommand command, TextWriter output)
    {
        output.WriteLine("Examples:");
        foreach (var (line, effect) in command.Examples)
        {
            output.WriteLine($"  {line}");
            output.WriteLine($"      {effect}");
        }
    }
}
