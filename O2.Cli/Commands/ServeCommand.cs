using System.Collections.Immutable;
using System.CommandLine;
using System.CommandLine.Parsing;
using O2.Actors;
using O2.Protocol;

namespace O2.Cli;

/// <summary><c>o2 serve</c>: offers services and prints what arrives for them.</summary>
internal sealed class ServeCommand : EnsembleCommand
{
    private readonly Argument<string[]> _services = new("SERVICE")
    {
        Description = "The names of the services to offer.",
        Arity = ArgumentArity.OneOrMore,
    };

    private readonly Option<bool> _clock = new("--clock") { Description = "Keep the ensemble's clock as well: be its reference, unless another process is already." };

    private readonly Option<string[]> _properties = new("--property", "-p")
    {
        Description = "A property that the services advertise. May be given several times.",
        HelpName = "NAME=VALUE",
    };

    private readonly Option<int?> _count = NumberOption.CreateCount("Stop after this many messages.");

    private readonly Option<double?> _timeout = SecondsOption.CreateTimeout("Stop after this long. Default: only Ctrl-C stops.");

    public ServeCommand(CommonOptions common)
        : base("serve", "Offer services, and print every message that arrives: when, how late, address, types, arguments.", common)
    {
        Add(_services);
        Add(_clock);
        Add(_properties);
        Add(_count);
        Add(_timeout);
        Validators.Add(Check);
    }

    public override IReadOnlyList<(string Line, string Effect)> Examples =>
    [
        ("o2 serve synth --clock --ensemble orchestra", "stands in for a synth, and keeps the clock, until Ctrl-C"),
        ("o2 serve light sound -p room=blue -p version=2 -e orchestra", "two services with two properties each"),
        ("o2 serve answers --count 1 --timeout 10 --json -e orchestra", "waits at most 10 s for one message"),
    ];

    protected override async Task<int> RunAsync(CommandRun run, CancellationToken cancellation)
    {
        var (process, line) = (run.Process, run.Line);
        var services = line.GetRequiredValue(_services);
        var options = new ServiceOptions { Properties = (line.GetValue(_properties) ?? []).Select(Split).ToImmutableDictionary(pair => pair.Name, pair => pair.Value) };
        var log = new MessageLog(run);
        if (line.GetValue(_clock))
            process.BecomeClockReference();
        foreach (var service in services)
        {
            process.AddService(service, options);
            process.AddMethod($"/{service}", null, message => log.Add(message));
        }

        if (!run.WantsJson)
            run.Error.WriteLine($"Offering {string.Join(", ", services.Select(name => $"'{name}'"))} in the ensemble '{process.Ensemble}' as {process.Name}. Ctrl-C stops.");

        await log.PrintAsync(line.GetValue(_count), line.Read(_timeout, Timeout.InfiniteTimeSpan), cancellation);
        return ExitCode.Done;
    }

    private void Check(CommandResult result)
    {
        if (result.GetResult(_services) is { Tokens.Count: > 0 })
        {
            var names = result.GetValue(_services)!;
            foreach (var name in names)
                AddErrorOf(() => ServiceName.Validate(name));
            foreach (var twice in names.GroupBy(name => name).Where(same => same.Count() > 1))
                result.AddError($"'{twice.Key}' stands there more than once.");
        }

        var properties = result.GetValue(_properties) ?? [];
        foreach (var property in properties)
            AddErrorOf(() => ServiceProperties.Empty.TrySet(Split(property).Name, Split(property).Value, out _));
        foreach (var twice in properties.GroupBy(property => property.Split('=')[0]).Where(same => same.Count() > 1))
            result.AddError($"--property {twice.Key} has more than one value.");

        void AddErrorOf(Action check)
        {
            try
            {
                check();
            }
            catch (Exception e) when (e is UserErrorException or ArgumentException)
            {
                result.AddError(UserErrorException.TextOf(e));
            }
        }
    }

    private static (string Name, string Value) Split(string property) => property.IndexOf('=') switch
    {
        > 0 and var at => (property[..at], property[(at + 1)..]),
        _ => throw new UserErrorException($"--property {property}: write name=value, for example room=blue."),
    };
}
