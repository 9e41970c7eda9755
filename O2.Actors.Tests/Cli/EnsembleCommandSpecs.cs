using System.Collections.Immutable;
using System.CommandLine;
using System.Text.Json;
using O2.Cli;
using O2.Protocol;

namespace O2.Actors.Tests.Cli;

public sealed class EnsembleCommandSpecs : IAsyncLifetime
{
    private readonly string _ensemble = $"cli-{Guid.NewGuid():N}";
    private readonly StringWriter _output = new();
    private readonly StringWriter _error = new();
    private O2Process _host = null!;

    public async Task InitializeAsync()
    {
        _host = await Ensembles.StartAsync(_ensemble);
        _host.BecomeClockReference();
        _host.AddService("synth", new ServiceOptions { Properties = ImmutableDictionary<string, string>.Empty.Add("type", "player") });
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Send_delivers_a_message_and_says_so()
    {
        var played = new Recorder<string>(expected: 1);
        _host.AddMethod("/synth/noteon", "if", message => played.Add(message.ToString()));

        var exitCode = await RunAsync("send /synth/noteon if 60 0.5 --reliable --json --timeout 20");

        Assert.Equal((0, ""), (exitCode, _error.ToString()));
        Assert.Equal(["/synth/noteon if 60 0.5"], await played.All);
        Assert.Equal("""{"status":"sent","reliable":true,"address":"/synth/noteon","types":"if","args":[60,0.5]}""", _output.ToString().TrimEnd());
    }

    [Fact]
    public async Task Send_waits_for_the_clock_when_the_message_has_a_time()
    {
        var played = new Recorder<(double Time, double Now)>(expected: 1);
        _host.AddMethod("/synth/noteon", "i", message => played.Add((message.Time.Seconds, _host.Now.Seconds)));

        var exitCode = await RunAsync("send /synth/noteon i 60 --at +0.2 --timeout 20");

        var (time, now) = (await played.All)[0];
        Assert.Equal((0, ""), (exitCode, _error.ToString()));
        Assert.InRange(time, 0.2, now);
    }

    [Fact]
    public async Task Send_explains_that_nobody_offers_the_service()
    {
        var exitCode = await RunAsync("send /flute/noteon i 60 --timeout 0");

        Assert.Equal(1, exitCode);
        Assert.Equal($"o2 send: nobody offers the service 'flute' in the ensemble '{_ensemble}' (waited 0 s). 'o2 ls' shows what there is.", _error.ToString().TrimEnd());
    }

    [Fact]
    public async Task Ls_shows_the_clock_the_processes_and_the_services()
    {
        await RunAsync("ls --json --timeout 20");

        var listing = JsonDocument.Parse(_output.ToString()).RootElement;
        var service = listing.GetProperty("services").EnumerateArray().Single();
        Assert.Equal(_ensemble, listing.GetProperty("ensemble").GetString());
        Assert.Equal(_host.Name.Text, listing.GetProperty("clock").GetProperty("reference").GetString());
        Assert.True(listing.GetProperty("clock").GetProperty("synced").GetBoolean());
        Assert.Equal(_host.Name.Text, listing.GetProperty("processes").EnumerateArray().Single().GetProperty("name").GetString());
        Assert.Equal(("synth", "player"), (service.GetProperty("name").GetString(), service.GetProperty("properties").GetProperty("type").GetString()));
    }

    [Fact]
    public async Task Tap_prints_what_the_service_gets_under_the_name_of_the_service_until_it_is_stopped()
    {
        using var stop = new CancellationTokenSource();
        var lines = new LineRecorder();
        var tap = RunAsync("tap synth --json", lines, stop.Token);
        await _host.Until(() => _host.Services().Any(row => row is { Service: "synth", Status: ServiceStatus.Tap }));

        _host.SendReliable("/synth/noteon", 60, "loud");
        var line = JsonDocument.Parse(await lines.First).RootElement;
        await stop.CancelAsync();

        Assert.Equal(0, await tap);
        Assert.Equal("/synth/noteon", line.GetProperty("address").GetString());
        Assert.Equal("""[60,"loud"]""", line.GetProperty("args").GetRawText());
    }

    private Task<int> RunAsync(string line) => RunAsync(line, _output, CancellationToken.None);

    private Task<int> RunAsync(string line, TextWriter output, CancellationToken cancellation) =>
        O2RootCommand.Parse([.. $"{line} -e {_ensemble} --interface lo --peer 127.0.0.1:{_host.Name.TcpPort}".Split(' ')])
            .InvokeAsync(new InvocationConfiguration { Output = output, Error = _error }, cancellation);
}
