using System.CommandLine;
using System.CommandLine.Parsing;
using O2.Actors;
using O2.Protocol;

namespace O2.Cli;

/// <summary><c>o2 send</c>: sends one message.</summary>
internal sealed class SendCommand : EnsembleCommand
{
    private static readonly TimeSpan DefaultTimeout = TimeSpan.FromSeconds(5);

    private readonly Argument<string> _address;

    private readonly Argument<string> _types = new("TYPES")
    {
        Description = "A type code for each argument: i int32, h int64, f float, d double, t time, s string, S symbol, c character, m MIDI, "
            + "B Boolean, b blob, v and a code: vector; without a word: T true, F false, N nil, I infinitum, [ ] array.",
        DefaultValueFactory = _ => "",
    };

    private readonly Argument<string[]> _words = new("ARG")
    {
        Description = "The arguments, one word for each type: numbers, texts, 903c64 for MIDI, 00ff for a blob, 1,2,3 for a vector.",
        Arity = ArgumentArity.ZeroOrMore,
    };

    private readonly Option<bool> _reliable = new("--reliable", "-r") { Description = "Send by TCP: it arrives, and in order. Default: best effort, by UDP." };

    private readonly Option<double?> _at = SecondsOption.Create("Deliver it this many seconds from now, on the ensemble's clock.", 0, "--at");

    private readonly Option<double?> _timeout = SecondsOption.CreateTimeout("Wait at most this long for the service, and for the clock with --at. Default: 5.");

    public SendCommand(CommonOptions common)
        : base("send", "Send a message to a service.", common)
    {
        _address = new Argument<string>("ADDRESS") { HelpName = "ADDRESS", Description = "Where to: service and path, such as /synth/noteon." };
        _address.CompletionSources.Add(new LiveNames(common).Addresses);
        Add(_address);
        Add(_types);
        Add(_words);
        Add(_reliable);
        Add(_at);
        Add(_timeout);
        Validators.Add(Check);
    }

    public override IReadOnlyList<(string Line, string Effect)> Examples =>
    [
        ("o2 send /synth/noteon if 60 0.8 -e orchestra", "plays a note on the service 'synth'"),
        ("o2 send /synth/noteon if 60 0.8 -e orchestra --reliable --at +0.5", "the same, half a second from now, and it will not get lost"),
        ("o2 send /synth/panic -e orchestra", "a message without arguments"),
        ("o2 send /synth/partials svf organ 1,0.5,0.25 -e orchestra", "a string and a vector of three floats"),
    ];

    protected override async Task<int> RunAsync(CommandRun run, CancellationToken cancellation)
    {
        var (process, line) = (run.Process, run.Line);
        var address = line.GetRequiredValue(_address);
        var delay = line.GetValue(_at);
        var limit = line.Read(_timeout, DefaultTimeout);
        await ServiceWait.ForAsync(process, O2Address.Parse(address).Service, needsTime: delay is not null, limit, cancellation);

        var message = O2Message.Create(
            address,
            delay is null ? GlobalTime.Immediately : process.Now + delay.Value,
            line.GetValue(_reliable),
            ArgumentWords.Parse(line.GetValue(_types)!, line.GetValue(_words)!));
        var status = await process.SendAsync(message, cancellation);
        if (status is not (SendStatus.Sent or SendStatus.Scheduled))
            throw new UserErrorException($"not sent: {EnsembleListing.Word(status)}.");

        run.Output.WriteLine(run.WantsJson ? MessageJson.FormatSent(message, status) : $"sent {message}");
        return ExitCode.Done;
    }

    private void Check(CommandResult result)
    {
        if (result.GetValue(_address) is not { } address || result.GetValue(_words) is not { } words)
            return; // missing words are reported already
        if (!O2Address.TryParse(address, out _))
            result.AddError($"'{address}' is no address. It begins with '/' and the name of the service: /synth/noteon.");
        try
        {
            ArgumentWords.Parse(result.GetValue(_types) ?? "", words);
        }
        catch (UserErrorException e)
        {
            result.AddError(e.Message);
        }
    }
}
