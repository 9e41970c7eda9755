using System.CommandLine;
using O2.Actors.Tests.Architecture;
using O2.Cli;

namespace O2.Actors.Tests.Cli;

public sealed class PublicApiOfCommandLineTests
{
    private const string RewriteVariable = "O2_REWRITE_PUBLIC_API"; // set by ./build.sh api

    [Fact]
    public void The_help_of_every_command_is_the_one_that_was_reviewed()
    {
        var file = Path.Combine(Repository.Root, "O2.Cli", "Help.txt");
        var actual = string.Join("\n", LinesBelow(O2RootCommand.Parse([]).RootCommandResult.Command, []).Select(HelpOf));
        if (Environment.GetEnvironmentVariable(RewriteVariable) is not null)
            File.WriteAllText(file, actual);

        Assert.Equal(File.ReadAllText(file), actual);
    }

    /// <summary>The words of a command and of all commands below it.</summary>
    private static IEnumerable<string[]> LinesBelow(Command command, string[] words) =>
        command.Subcommands.SelectMany(below => LinesBelow(below, [.. words, below.Name])).Prepend(words);

    private static string HelpOf(string[] command)
    {
        var output = new StringWriter { NewLine = "\n" };
        string[] line = [.. command, "--help"];
        O2RootCommand.Parse(line).Invoke(new InvocationConfiguration { Output = output });
        return $"$ o2 {string.Join(' ', line)}\n{string.Join('\n', output.ToString().Replace(RootCommand.ExecutableName, "o2").Split('\n').Select(text => text.TrimEnd()))}";
    }
}
