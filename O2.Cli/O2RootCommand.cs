using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace O2.Cli;

/// <summary>The command line of the tool <c>o2</c>.</summary>
internal static class O2RootCommand
{
    /// <summary>How long a command may take to end in order after Ctrl-C or SIGTERM; a page on a phone that sleeps does not answer, and is waited for.</summary>
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(10);

    /// <summary>Does what a line says.</summary>
    /// <returns>The exit code.</returns>
    public static async Task<int> RunAsync(string[] arguments, InvocationConfiguration? configuration = null, CancellationToken cancellation = default)
    {
        configuration ??= new InvocationConfiguration { ProcessTerminationTimeout = EndLimit };
        var line = Parse(arguments);
        if (line.Action is not ParseErrorAction)
            return await line.InvokeAsync(configuration, cancellation);
        configuration.Error.WriteLine(Misunderstanding.Explain(line));
        return ExitCode.Misunderstood;
    }

    /// <remarks>Nothing at all asks for help. '@' begins the names of processes, so it does not stand for a file with more options.</remarks>
    public static ParseResult Parse(string[] arguments) =>
        Create().Parse(arguments is [] ? ["--help"] : arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });

    private static RootCommand Create()
    {
        var common = new CommonOptions();
        var root = new RootCommand("Look into a running O2 ensemble.")
        {
            new LsCommand(common),
            new SendCommand(common),
            new TapCommand(common),
            new ServeCommand(common),
            new PingCommand(common),
            new ClockCommand(common),
            new HostCommand(common),
            new OscCommand(common),
            new CompletionCommand(),
        };
        common.AddTo(root);
        root.Options.Remove(root.Options.OfType<HelpOption>().Single()); // its aliases of DOS would be among the completions
        var help = new HelpOption("--help", "-h") { Description = "Show this help." };
        help.Action = new HelpWithExamples((HelpAction)help.Action!);
        root.Add(help);
        return root;
    }
}
