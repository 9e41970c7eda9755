using System.CommandLine;
using O2.Cli;

namespace O2.Actors.Tests.Cli;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("ls --ensemble orchestra --json --timeout 1.5")]
    [InlineData("send /synth/panic -e orchestra")]
    [InlineData("send /synth/noteon if 60 -0.5 --reliable --at +0.5 --peer 127.0.0.1:40000 --peer 127.0.0.1:40001")]
    [InlineData("send /synth/name s @oboe")]
    [InlineData("tap synth --interface lo --timeout 10")]
    [InlineData("ls --watch -e orchestra")]
    [InlineData("ping @00000000:c0a80107:9c41 -c 3 -i 0.1 --wait 0.5")]
    [InlineData("serve oboe flute --clock -p room=blue -p seats=2=3 -p empty=")]
    [InlineData("clock -c 1 --json")]
    public void These_lines_are_understood(string line) => Assert.Empty(Errors(line));

    [Theory]
    [InlineData("send", "o2 send: ADDRESS is missing. Where to: service and path, such as /synth/noteon.")]
    [InlineData("send synth", "o2 send: 'synth' is no address. It begins with '/' and the name of the service: /synth/noteon.")]
    [InlineData("send /synth i", "o2 send: Types 'i' want 1 argument, and 0 arguments came.")]
    [InlineData("send /synth sif a b 1", "o2 send: Argument 2: 'b' is not a whole number from -2147483648 to 2147483647 (type i).")]
    [InlineData("send /synth i 1 --at -1", "o2 send: --at takes seconds from 0 to 1000000.")]
    [InlineData("send /synth i 1 --at soon", "o2 send: --at takes seconds from 0 to 1000000.")]
    [InlineData("ls --timeout -1", "o2 ls: --timeout takes seconds from 0 to 1000000.")]
    [InlineData("ls --timeout NaN", "o2 ls: --timeout takes seconds from 0 to 1000000.")]
    [InlineData("ls --wach", "o2 ls: there is no option '--wach'. Did you mean '--watch'?")]
    [InlineData("ls orchestra", "o2 ls: 'orchestra' is one word too many.")]
    [InlineData("tap", "o2 tap: SERVICE is missing. The service to listen to. It may come later, and come and go.")]
    [InlineData("tap synth --count 0", "o2 tap: --count takes a whole number from 1.")]
    [InlineData("tap synth --count few", "o2 tap: --count takes a whole number from 1.")]
    [InlineData("ping synth --interval 0", "o2 ping: --interval takes seconds from 0.01 to 1000000.")]
    [InlineData("serve", "o2 serve: SERVICE is missing. The names of the services to offer.")]
    [InlineData("serve 1st", "o2 serve: '1st' cannot name a service: service names begin with a letter (A-Z, a-z).")]
    [InlineData("serve a a", "o2 serve: 'a' stands there more than once.")]
    [InlineData("serve a -p room", "o2 serve: --property room: write name=value, for example room=blue.")]
    [InlineData("serve a -p x=1 -p x=2", "o2 serve: --property x has more than one value.")]
    [InlineData("completion tcsh", "o2 completion: there is no script for 'tcsh', only for bash, zsh, fish, powershell, pwsh.")]
    [InlineData("host --name demo", "o2 host: --name needs --config: it chooses one of the configurations of a .o2host.config.")]
    [InlineData("osc in --service a --port 8000 --count 1", "o2 osc in: --count needs --print: it counts what is printed.")]
    [InlineData("osc out --service a --to localhost:9000 --slip", "o2 osc out: --slip needs --tcp: a datagram is a packet by itself.")]
    [InlineData("sned /synth", "o2: there is no command 'sned'. Did you mean 'send'?")]
    public async Task These_are_refused_before_anything_is_sent(string line, string complaint)
    {
        var error = new StringWriter();

        var exitCode = await O2RootCommand.RunAsync([.. line.Split(' ')], new InvocationConfiguration { Error = error });

        Assert.Equal(2, exitCode);
        Assert.Equal($"{complaint} '{complaint.Split(':')[0]} --help' shows how.", error.ToString().TrimEnd());
    }

    [Fact]
    public void Every_example_of_the_help_is_understood()
    {
        var commands = O2RootCommand.Parse([]).RootCommandResult.Command.Subcommands.Cast<CliCommand>().Where(command => command is not CompletionCommand);
        var examples = commands.SelectMany(command => command.Subcommands.Cast<CliCommand>().Prepend(command))
            .SelectMany(command => command.Examples).Select(example => example.Line).ToList();

        Assert.All(examples, example => Assert.StartsWith("o2 ", example));
        Assert.All(examples, example => Assert.Empty(Errors(example.Split(" | ")[0].Split(" > ")[0][3..])));
    }

    [Theory]
    [InlineData("bash", "complete -o default -F _o2_complete o2")]
    [InlineData("zsh", "compdef _o2_complete o2")]
    [InlineData("fish", "complete --command o2")]
    [InlineData("powershell", "Register-ArgumentCompleter -Native -CommandName o2")]
    [InlineData("pwsh", "Register-ArgumentCompleter -Native -CommandName o2")]
    public async Task Each_shell_gets_its_script(string shell, string registration)
    {
        var output = new StringWriter();

        Assert.Equal(0, await O2RootCommand.RunAsync(["completion", shell], new InvocationConfiguration { Output = output }));

        Assert.Contains(registration, output.ToString());
    }

    [Theory]
    [InlineData("--peer oboe", "--peer oboe: write the address and the port of the process")]
    [InlineData("--peer 127.0.0.1", "--peer 127.0.0.1: write the address and the port of the process")]
    [InlineData("--interface nowhere0", "--interface nowhere0: this machine has no such interface")]
    public async Task A_network_that_is_not_there_is_explained(string option, string complaint)
    {
        var error = new StringWriter();

        var exitCode = await O2RootCommand.RunAsync([.. $"ls -e orchestra {option}".Split(' ')], new InvocationConfiguration { Error = error });

        Assert.Equal(1, exitCode);
        Assert.StartsWith($"o2 ls: {complaint}", error.ToString());
    }

    private static IEnumerable<string> Errors(string line) => O2RootCommand.Parse([.. line.Split(' ')]).Errors.Select(error => error.Message);
}
