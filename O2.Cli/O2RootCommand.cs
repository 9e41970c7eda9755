using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace O2.Cli;

/// <summary>The command line of the tool <c>o2</c>.</summary>
internal static class O2RootCommand
{
    /// <remarks>Nothing at all asks for help. '@' begins the names of processes, so it does not stand for a file with more options.</remarks>
    public static ParseResult Parse(string[] arguments)
    {
        var line = Create().Parse(arguments is [] ? ["--help"] : arguments, new ParserConfiguration { ResponseFileTokenReplacer = null });
        if (line.Action is ParseErrorAction complaint)
            complaint.ShowHelp = false;
        return line;
    }

    private static RootCommand Create()
    {
        var common = new CommonOptions();
        var root = new RootCommand("Look into a running O2 ensemble.")
        {
            new LsCommand(common),
            new SendCommand(common),
            new TapCommand(common),
        };
        common.AddTo(root);
        foreach (var help in root.Options.OfType<HelpOption>())
            help.Action = new HelpWithExamples((HelpAction)help.Action!);
        return root;
    }
}
