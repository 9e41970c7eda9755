using System.CommandLine;
using O2.Actors;

namespace O2.Cli;

/// <summary><c>o2 host</c>: a ready host, by which microcontrollers and browsers join an ensemble.</summary>
internal sealed class HostCommand : CliCommand
{
    private readonly CommonOptions _common;

    private readonly Option<string?> _config = new("--config")
    {
        Description = "A file with settings: JSON with comments, or the .o2host.config of the C++ program o2host. Options of the line count more.",
        HelpName = "FILE",
    };

    private readonly Option<string?> _name = new("--name")
    {
        Description = "The configuration to take out of a .o2host.config. Default: the one that was selected last.",
        HelpName = "NAME",
    };

    private readonly Option<bool> _print = new("--print") { Description = "Print the settings as a file for --config, and end." };

    private readonly Option<ClockChoice?> _clock = new("--clock")
    {
        Description = "Keep the ensemble's clock: auto, when nobody else does; yes; no. Default: auto.",
        HelpName = "auto|yes|no",
        CustomParser = result =>
        {
            if (Enum.GetValues<ClockChoice>().Select(choice => (ClockChoice?)choice).FirstOrDefault(choice => EnsembleListing.Word(choice!) == result.Tokens[0].Value) is { } found)
                return found;
            result.AddError("--clock takes auto, yes or no.");
            return null;
        },
    };

    private readonly Option<int?> _port = NumberOption.Create("The TCP port that other processes connect to, and use as hub. Default: the system chooses.", "PORT", 0, 65535, "--port");

    private readonly Option<int?> _webPort = NumberOption.Create("The port of the web server; 0 lets the system choose. Default: 8080.", "PORT", 0, 65535, "--web-port");

    private readonly Option<string?> _root = new("--root") { Description = "The folder with web pages. Default: none but O2's own scripts.", HelpName = "FOLDER" };

    private readonly Option<string?> _bind = new("--bind")
    {
        Description = "The address that the web server listens at; 0.0.0.0 lets in phones and other computers. Default: 127.0.0.1.",
        HelpName = "ADDRESS",
    };

    private readonly Option<bool> _noWeb = new("--no-web") { Description = "No web server." };

    private readonly Option<bool> _noLite = new("--no-lite") { Description = "No O2lite clients." };

    private readonly Option<double?> _timeout = SecondsOption.CreateTimeout("Stop after this long. Default: only Ctrl-C stops.");

    public HostCommand(CommonOptions common)
        : base("host", "Host an ensemble: O2lite clients (microcontrollers) and browsers join through it.")
    {
        _common = common;
        foreach (Option option in (Option[])[_config, _name, _print, _clock, _port, _webPort, _root, _bind, _noWeb, _noLite, _timeout])
            Add(option);
        Validators.Add(result =>
        {
            if (result.GetValue(_name) is not null && result.GetValue(_config) is null)
                result.AddError("--name needs --config: it chooses one of the configurations of a .o2host.config.");
        });
        SetAction((line, cancellation) => RunGuardedAsync(line, () => RunAsync(line, cancellation)));
    }

    public override IReadOnlyList<(string Line, string Effect)> Examples =>
    [
        ("o2 host --ensemble orchestra", "microcontrollers, and browsers of this computer, can join"),
        ("o2 host --ensemble orchestra --bind 0.0.0.0 --root www", "phones too; the pages are in the folder www"),
        ("o2 host --ensemble orchestra --port 40000", "others join from anywhere with --hub and the address of this computer, port 40000"),
        ("o2 host --ensemble band-7f3a --mqtt tls://broker.example.org", "players in other networks are met at a broker"),
        ("o2 host --config rehearsal.json", "everything as the file says"),
        ("o2 host --config ~/.o2host.config --name demo --print > demo.json", "turns a configuration of the C++ o2host into a file"),
    ];

    private async Task<int> RunAsync(ParseResult line, CancellationToken cancellation)
    {
        var file = line.GetValue(_config);
        var configuration = Overlay(line, await ReadAsync(line, file));
        if (line.GetValue(_print))
        {
            line.InvocationConfiguration.Output.WriteLine(HostConfigurationFile.Format(configuration));
            return ExitCode.Done;
        }

        var folder = file is null ? Environment.CurrentDirectory : Path.GetDirectoryName(Path.GetFullPath(file))!;
        var news = new HostNews();
        await using var joined = await CommandProcess.StartAsync(await OptionsOfAsync(configuration), news.Warn, cancellation);
        var events = joined.Process.Events();   // from before clients can join
        await using var parts = await HostParts.StartAsync(joined.Process, configuration, folder, cancellation);
        var screen = new HostScreen(joined.Process, parts, news);
        await Duration.RunForAsync(line.Read(_timeout, Timeout.InfiniteTimeSpan), cancellation, stop => Task.WhenAll(
            ClockKeeper.KeepAsync(joined.Process, configuration.Clock, stop),
            news.CollectAsync(events, stop),
            screen.ShowAsync(line.InvocationConfiguration, _common.WantsJson(line), stop)));
        return ExitCode.Done;
    }

    private static async Task<O2ProcessOptions> OptionsOfAsync(HostConfiguration configuration)
    {
        HostConfiguration.Check(configuration.Port is >= 0 and <= 65535, "port", configuration.Port, "0 to 65535");
        var choice = new EnsembleChoice(configuration.Ensemble, configuration.Interface, configuration.Peers, configuration.Hub) { Mqtt = configuration.Mqtt.ToOptions() };
        var options = await choice.ResolveAsync(configuration.Network switch
        {
            NetworkChoice.Localhost => NetworkScope.Loopback,
            NetworkChoice.Internet => NetworkScope.Internet,
            _ => NetworkScope.LocalNetwork,
        });
        return options with { Port = configuration.Port };
    }

    private async Task<HostConfiguration> ReadAsync(ParseResult line, string? file)
    {
        if (file is null)
            return new HostConfiguration();
        var text = await File.ReadAllTextAsync(file);
        if (!ReferenceFile.IsOne(text))
            return HostConfigurationFile.Parse(file, text);

        var configuration = ReferenceFile.Parse(file, text, line.GetValue(_name)).Convert(file, out var notes);
        foreach (var note in notes)
            line.InvocationConfiguration.Error.WriteLine($"o2 host: {file}: left out: {note}");
        return configuration;
    }

    private HostConfiguration Overlay(ParseResult line, HostConfiguration file)
    {
        var ofLine = _common.Read(line);
        var choice = ofLine.Or(new EnsembleChoice(file.Ensemble, file.Interface, file.Peers, file.Hub));
        return file with
        {
            Ensemble = choice.Ensemble,
            Interface = choice.Interface,
            Peers = choice.Peers,
            Hub = choice.Hub,
            Network = ofLine.Mqtt is not null && file.Network == NetworkChoice.Local ? NetworkChoice.Internet : file.Network,
            Mqtt = ofLine.Mqtt is { } broker ? MqttSection.Of(broker) : file.Mqtt,
            Port = line.GetValue(_port) ?? file.Port,
            Clock = line.GetValue(_clock) ?? file.Clock,
            Lite = file.Lite with { Enabled = file.Lite.Enabled && !line.GetValue(_noLite) },
            Web = file.Web with
            {
                Enabled = file.Web.Enabled && !line.GetValue(_noWeb),
                Port = line.GetValue(_webPort) ?? file.Web.Port,
                Root = line.GetValue(_root) is { } root ? Path.GetFullPath(root) : file.Web.Root,
                Bind = line.GetValue(_bind) ?? file.Web.Bind,
            },
        };
    }
}
