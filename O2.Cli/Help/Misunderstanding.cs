using System.CommandLine;

namespace O2.Cli;

/// <summary>Explains a line that cannot be understood: the first thing that is wrong with it, and where to read more.</summary>
internal static class Misunderstanding
{
    public static string Explain(ParseResult line)
    {
        var command = line.CommandResult.Command;
        var path = command is CliCommand known ? $"o2 {known.Words}" : "o2";
        return $"{path}: {Complain(line, command)} '{path} --help' shows how.";
    }

    private static string Complain(ParseResult line, Command command) => line.UnmatchedTokens switch
    {
        [['-', ..] option, ..] => $"there is no option '{option}'.{Suggest(option, command.Options.Concat(line.RootCommandResult.Command.Options))}",
        [var word, ..] when command.Subcommands.Count > 0 => $"there is no command '{word}'.{Suggest(word, command.Subcommands)}",
        [var word, ..] => $"'{word}' is one word too many.",
        _ when command.Subcommands.Count > 0 => $"say {string.Join(" or ", command.Subcommands.Select(it => $"'{it.Name}'"))}.",
        _ when Missing(line, command) is { } argument => $"{argument.Name} is missing. {argument.Description}",
        _ => line.Errors[0].Message,
    };

    private static Argument? Missing(ParseResult line, Command command) => command.Arguments.FirstOrDefault(
        argument => argument.Arity.MinimumNumberOfValues > 0 && line.GetResult(argument) is not { Tokens.Count: > 0 });

    private static string Suggest(string wrong, IEnumerable<Symbol> known) => SimilarNames.Of(wrong, known.Select(symbol => symbol.Name)) switch
    {
        { Count: > 0 } similar => $" Did you mean {string.Join(" or ", similar.Select(name => $"'{name}'"))}?",
        _ => "",
    };
}
