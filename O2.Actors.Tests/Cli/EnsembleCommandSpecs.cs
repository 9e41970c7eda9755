using System.Collections.Immutable;
using System.CommandLine;
using System.Diagnostics;
using System.Text.Json;
using O2.Actors.Tests.Mqtt;
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

        Assert.Equal((0, ""), (exitCode, Complaints()));
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
        Assert.Equal((0, ""), (exitCode, Complaints()));
        Assert.InRange(time, 0.2, now);
    }

    [Fact]
    public async Task A_broker_shows_the_way()
    {
        using var broker = new TestBroker(SocketTransport.Instance);
        _host.EnableMqtt(new MqttOptions { Broker = "127.0.0.1", Port = broker.Port });
        var played = new Recorder<int>(expected: 1);
        _host.AddMethod("/synth/noteon", "i", message => played.Add(message.Int32(0)));

        var exitCode = await O2RootCommand.RunAsync(
            [.. $"send /synth/noteon i 60 -e {_ensemble} --interface lo --mqtt 127.0.0.1:{broker.Port} --reliable --timeout 20".Split(' ')],
            new InvocationConfiguration { Output = _output, Error = _error });

        Assert.Equal((0, ""), (exitCode, Complaints()));
        Assert.Equal([60], await played.All);
    }

    [Fact]
    public async Task Somebody_who_is_alone_is_told_so()
    {
        var exitCode = await O2RootCommand.RunAsync([.. $"send /x -e {_ensemble}-other --interface lo --timeout 0".Split(' ')], new InvocationConfiguration { Error = _error });

        Assert.Equal(1, exitCode);
        Assert.Equal($"o2 send: nobody else is in the ensemble '{_ensemble}-other' (waited 0 s). Is it on this network? --interface and --peer show the way.", _error.ToString().TrimEnd());
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
    public async Task Ls_shows_how_each_process_is_reached()
    {
        await using var friend = await Ensembles.StartAsync(_ensemble, _host);
        friend.AddService("lamp");
        await _host.UntilService("lamp", ServiceStatus.Remote);

        await O2RootCommand.RunAsync(
            [.. $"ls --json --timeout 20 -e {_ensemble} --interface lo --hub localhost:{_host.Name.TcpPort}".Split(' ')], new InvocationConfiguration { Output = _output, Error = _error });

        var processes = JsonDocument.Parse(_output.ToString()).RootElement.GetProperty("processes").EnumerateArray();
        Assert.Equal(
            new() { [_host.Name.Text] = "direct", [friend.Name.Text] = "hub" },
            processes.ToDictionary(p => p.GetProperty("name").GetString()!, p => p.GetProperty("via").GetString()));
    }

    [Theory]
    [InlineData("hub")]
    [InlineData("hub:")]
    [InlineData(":4000")]
    [InlineData("hub:0")]
    [InlineData("hub:70000")]
    [InlineData("a:b:4000")]
    public async Task A_hub_needs_a_host_and_a_port(string hub)
    {
        Assert.Equal(1, await O2RootCommand.RunAsync(["ls", "-e", _ensemble, "--interface", "lo", "--hub", hub], new InvocationConfiguration { Error = _error }));
        Assert.Equal($"o2 ls: --hub {hub}: write the host and the TCP port of the process, for example hub.example.org:40000.", Complaints().TrimEnd());
    }

    [Fact]
    public async Task Tap_prints_what_the_service_gets_under_the_name_of_the_service_until_it_is_stopped()
    {
        using var stop = new CancellationTokenSource();
        var lines = new LineAwaiter();
        var tap = RunAsync("tap synth --json", lines, stop.Token);
        await _host.Until(() => _host.Services().Any(row => row is { Service: "synth", Status: ServiceStatus.Tap }));

        _host.SendReliable("/synth/noteon", 60, "loud");
        var line = JsonDocument.Parse(await lines.Line(_ => true)).RootElement;
        await stop.CancelAsync();

        Assert.Equal(0, await tap);
        Assert.Equal("/synth/noteon", line.GetProperty("address").GetString());
        Assert.Equal("""[60,"loud"]""", line.GetProperty("args").GetRawText());
    }

    [Fact]
    public async Task Tap_ends_after_as_many_messages_as_were_wanted()
    {
        var tap = RunAsync("tap synth --count 2");
        await _host.Until(() => _host.Services().Any(row => row is { Service: "synth", Status: ServiceStatus.Tap }));

        for (var note = 60; note < 64; note++)
            _host.SendReliable("/synth/noteon", note);

        Assert.Equal(0, await tap);
        Assert.Equal(2, _output.ToString().Split("/synth/noteon").Length - 1);
    }

    [Fact]
    public async Task Tap_says_that_its_service_is_not_there_and_waits_for_it()
    {
        var notes = new LineAwaiter();
        using var stop = new CancellationTokenSource();
        var tap = O2RootCommand.RunAsync([.. $"tap synth -e {_ensemble}-other --interface lo".Split(' ')], new InvocationConfiguration { Output = _output, Error = notes }, stop.Token);

        await notes.Line(line => line.StartsWith($"Still waiting: nobody else is in the ensemble '{_ensemble}-other'", StringComparison.Ordinal));

        await stop.CancelAsync();
        Assert.Equal(0, await tap);
    }

    [Fact]
    public async Task Ls_that_watches_prints_an_object_for_each_change()
    {
        using var stop = new CancellationTokenSource();
        var output = new LineAwaiter();
        var ls = RunAsync("ls --watch --json", output, stop.Token);
        await output.Line(line => line.Contains("\"name\":\"synth\""));

        _host.AddService("oboe");

        await output.Line(line => line.Contains("\"name\":\"oboe\""));
        await stop.CancelAsync();
        Assert.Equal(0, await ls);
    }

    [Fact]
    public async Task Ping_measures_the_way_to_the_process_of_a_service_and_its_clock()
    {
        var exitCode = await RunAsync("ping synth --count 3 --interval 0.01 --wait 20 --json --timeout 20");

        var lines = Lines();
        Assert.Equal((0, ""), (exitCode, Complaints()));
        Assert.Equal(4, lines.Count);
        Assert.All(lines.Take(3), line => Assert.Equal(_host.Name.Text, line.GetProperty("process").GetString()));
        Assert.All(lines.Take(3), line => Assert.True(line.GetProperty("rtt_s").GetDouble() > 0));
        Assert.All(lines.Take(3), line => Assert.Equal(JsonValueKind.Number, line.GetProperty("clock_ahead_s").ValueKind));
        Assert.Equal((3, 3), (lines[3].GetProperty("sent").GetInt32(), lines[3].GetProperty("answered").GetInt32()));
    }

    [Fact]
    public async Task Ping_finds_a_process_by_its_name_and_ends_with_statistics()
    {
        var exitCode = await RunAsync($"ping {_host.Name} --count 2 --interval 0.01 --wait 20 --timeout 20");

        Assert.Equal((0, ""), (exitCode, Complaints()));
        Assert.Contains("2 sent, 2 answered, 0 % lost", _output.ToString());
        Assert.Contains("it is the clock reference", _output.ToString());
    }

    [Fact]
    public async Task Ping_tells_its_statistics_when_it_is_interrupted()
    {
        using var stop = new CancellationTokenSource();
        var output = new LineAwaiter();
        var ping = RunAsync("ping synth --interval 0.01 --wait 20 --timeout 20", output, stop.Token);
        await output.Line(line => line.StartsWith("    3 ", StringComparison.Ordinal));

        await stop.CancelAsync();

        Assert.Equal(0, await ping);
        await output.Line(line => line.Contains(" answered, "));
    }

    [Fact]
    public async Task Ping_follows_a_service_to_its_next_provider()
    {
        await using var standby = await Ensembles.StartAsync(_ensemble, _host);
        await standby.UntilService("synth", ServiceStatus.Remote);
        using var stop = new CancellationTokenSource();
        var output = new LineAwaiter();
        var ping = RunAsync($"ping synth --interval 0.01 --wait 20 --timeout 20 --peer 127.0.0.1:{standby.Name.TcpPort}", output, stop.Token);
        await output.Line(line => line.StartsWith("    1 ", StringComparison.Ordinal));

        _host.RemoveService("synth");
        await output.Line(line => line == "synth is gone");
        standby.AddService("synth");
        await output.Line(line => line == $"synth is at {standby.Name} now");

        await stop.CancelAsync();
        Assert.Equal(0, await ping);
    }

    [Fact]
    public async Task Serve_offers_a_service_with_its_properties_and_prints_what_comes()
    {
        var serve = RunAsync("serve flute -p room=blue --count 1 --json");
        await _host.Until(() => _host.Status("flute") >= ServiceStatus.Remote);
        Assert.Equal("blue", _host.GetProperty("flute", "room"));

        _host.SendReliable("/flute/noteon", _host.Now + 0.01, 60);

        Assert.Equal(0, await serve);
        var line = Assert.Single(Lines());
        Assert.Equal(("/flute/noteon", "[60]"), (line.GetProperty("address").GetString(), line.GetProperty("args").GetRawText()));
        Assert.True(line.GetProperty("late_s").GetDouble() >= 0);
    }

    [Fact]
    public async Task Serve_keeps_the_clock_of_an_ensemble_that_has_none()
    {
        await using var other = await Ensembles.StartAsync($"{_ensemble}-quiet");
        using var stop = new CancellationTokenSource();
        var serve = O2RootCommand.RunAsync(
            [.. $"serve flute --clock -e {_ensemble}-quiet --interface lo --peer 127.0.0.1:{other.Name.TcpPort}".Split(' ')],
            new InvocationConfiguration { Output = _output, Error = _error }, stop.Token);

        await other.Until(() => other.ClockState.IsSynchronized);

        await stop.CancelAsync();
        Assert.Equal(0, await serve);
    }

    [Fact]
    public async Task Serve_tells_of_messages_that_it_cannot_deliver()
    {
        await using var other = await Ensembles.StartAsync($"{_ensemble}-quiet");
        var notes = new LineAwaiter();
        using var stop = new CancellationTokenSource();
        var serve = O2RootCommand.RunAsync(
            [.. $"serve flute -e {_ensemble}-quiet --interface lo --peer 127.0.0.1:{other.Name.TcpPort}".Split(' ')],
            new InvocationConfiguration { Output = _output, Error = notes }, stop.Token);
        await other.Until(() => other.Status("flute") >= 0);

        other.SendReliable("/flute/noteon", new GlobalTime(1), 60);

        Assert.StartsWith("o2 serve: warning: Message [/flute/noteon] from ", await notes.Line(line => line.Contains("[NoClock]")));
        await stop.CancelAsync();
        Assert.Equal(0, await serve);
    }

    [Fact]
    public async Task Clock_shows_who_keeps_the_time_and_how_well_it_is_followed()
    {
        var exitCode = await RunAsync("clock --count 1 --json --timeout 20");

        var report = Assert.Single(Lines());
        var process = report.GetProperty("processes").EnumerateArray().Single();
        Assert.Equal((0, ""), (exitCode, Complaints()));
        Assert.True(report.GetProperty("synced").GetBoolean());
        Assert.Equal(_host.Name.Text, report.GetProperty("reference").GetString());
        Assert.Equal((_host.Name.Text, "reference"), (process.GetProperty("name").GetString(), process.GetProperty("role").GetString()));
    }

    [Fact]
    public void The_shell_is_offered_the_services_that_are_there()
    {
        var line = O2RootCommand.Parse([.. Line("tap s").Split(' ')]);
        var patience = Stopwatch.StartNew();
        string[] offered;

        do   // whoever presses Tab does not wait long: what comes too late for one Tab is there for another
            offered = [.. line.CommandResult.Command.Arguments[0].GetCompletions(line.GetCompletionContext()).Select(item => item.Label)];
        while (offered is [] && patience.Elapsed < TimeSpan.FromSeconds(20));

        Assert.Equal(["synth"], offered);
    }

    /// <summary>What the command complained of. Warnings are not: strangers on this machine may knock at our ports.</summary>
    private string Complaints() => string.Concat(_error.ToString().Split('\n').Where(line => !line.Contains(": warning: ")));

    private List<JsonElement> Lines() =>
        [.. _output.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement)];

    private Task<int> RunAsync(string line) => RunAsync(line, _output, CancellationToken.None);

    private Task<int> RunAsync(string line, TextWriter output, CancellationToken cancellation, TextWriter? error = null) =>
        O2RootCommand.RunAsync([.. Line(line).Split(' ')], new InvocationConfiguration { Output = output, Error = error ?? _error }, cancellation);

    private string Line(string line) => $"{line} -e {_ensemble} --interface lo --peer 127.0.0.1:{_host.Name.TcpPort}";
}
