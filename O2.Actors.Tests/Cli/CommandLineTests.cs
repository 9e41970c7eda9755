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
    public void These_lines_are_understood(string line) => Assert.Empty(Errors(line));

    [Theory]
    [InlineData("send", "Required argument 'ADDRESS' missing for command: 'send'.")]
    [InlineData("send synth", "'synth' is no address. It begins with '/' and the name of the service: /synth/noteon.")]
    [InlineData("send /synth i", "Types 'i' want 1 argument, and 0 arguments came.")]
    [InlineData("send /synth i 1 --at -1", "--at lies in the past. Write the seconds from now on: --at +0.5.")]
    [InlineData("ls --timeout -1", "--timeout takes seconds from 0 to 1000000.")]
    [InlineData("ls --timeout NaN", "--timeout takes seconds from 0 to 1000000.")]
    [InlineData("tap", "Required argument 'SERVICE' missing for command: 'tap'.")]
    public void These_are_refused_before_anything_is_sent(string line, string error) => Assert.Equal([error], Errors(line));

    [Fact]
    public void Help_ends_with_examples_that_are_understood()
    {
        var output = new StringWriter();

        O2RootCommand.Parse(["send", "--help"]).Invoke(new InvocationConfiguration { Output = output });

        var examples = output.ToString().Split("Examples:")[1].Split('\n').Where(text => text.StartsWith("  o2 ", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(examples);
        Assert.All(examples, example => Assert.Empty(Errors(example[5..])));
    }

    [Theory]
    [InlineData("--peer oboe", "--peer oboe: write the address and the port of the process")]
    [InlineData("--peer 127.0.0.1", "--peer 127.0.0.1: write the address and the port of the process")]
    [InlineData("--interface nowhere0", "--interface nowhere0: this machine has no such interface")]
    public async Task A_network_that_is_not_there_is_explained(string option, string complaint)
    {
        var error = new StringWriter();

        var exitCode = await O2RootCommand.Parse([.. $"ls -e orchestra {option}".Split(' ')]).InvokeAsync(new InvocationConfiguration { Error = error });

        Assert.Equal(1, exitCode);
        Assert.StartsWith($"o2 ls: {complaint}", error.ToString());
    }

    private static IEnumerable<string> Errors(string line) => O2RootCommand.Parse([.. line.Split(' ')]).Errors.Select(error => error.Message);
}
