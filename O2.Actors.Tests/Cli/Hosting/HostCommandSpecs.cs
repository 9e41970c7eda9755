using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using O2.Actors.Tests.Protocol.Osc;
using O2.Cli;
using O2.Lite;
using O2.Protocol;

namespace O2.Actors.Tests.Cli.Hosting;

/// <summary>A host as users start it, over real sockets.</summary>
public sealed class HostCommandSpecs : IDisposable
{
    private readonly string _ensemble = $"host-{Guid.NewGuid():N}";
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("o2host");
    private readonly LineAwaiter _output = new();
    private readonly LineAwaiter _error = new();
    private readonly CancellationTokenSource _stop = new();

    public void Dispose()
    {
        _stop.Dispose();
        _folder.Delete(recursive: true);
    }

    [Fact]
    public async Task Full_processes_lite_clients_and_browsers_join_through_it()
    {
        await using var friend = await Ensembles.StartAsync(_ensemble);
        Directory.CreateDirectory(Path.Combine(_folder.FullName, "pages"));
        File.WriteAllText(Path.Combine(_folder.FullName, "pages", "index.htm"), "<p>hello</p>");
        var file = Write("room.json", $$"""
            { // for a test
              "ensemble": "{{_ensemble}}", "clock": "yes", "interface": "lo", "peers": ["127.0.0.1:{{friend.Name.TcpPort}}"],
              "web": { "port": 0, "root": "pages" }
            }
            """);
        var host = RunAsync($"host --config {file}");

        var lite = AddressIn(await _output.Line(line => line.StartsWith("o2lite at ", StringComparison.Ordinal)));
        var web = AddressIn(await _output.Line(line => line.StartsWith("web at ", StringComparison.Ordinal)));
        await friend.Until(() => friend.ClockState.IsSynchronized);
        var udp = friend.Processes().Single().Info.UdpPort;
        await using var lamp = LiteClient.Start(new LiteClientOptions { Ensemble = _ensemble, Host = LiteEndpoint.Parse($"{lite}:{udp}") });
        lamp.AddMethod("/lamp/flash", "s", _ => { });
        await _output.Line(line => line == "o2lite client 1 joined");
        await friend.UntilService("lamp", ServiceStatus.Remote);
        using var browser = new HttpClient();

        Assert.Equal("<p>hello</p>", await browser.GetStringAsync(web));
        await _stop.CancelAsync();
        Assert.Equal(0, await host);
    }

    [Fact]
    public async Task OSC_programs_play_services_and_are_services()
    {
        await using var friend = await Ensembles.StartAsync(_ensemble);
        var played = new Recorder<string>(expected: 1);
        friend.AddMethod("/synth/note", null, m => played.Add(m.ToString()));
        using var program = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        var file = Write("osc.json", $$"""
            { "interface": "lo", "peers": ["127.0.0.1:{{friend.Name.TcpPort}}"], "web": { "enabled": false }, "osc": {
              "in": [{ "service": "synth", "port": 0 }], "out": [{ "service": "soundcool", "to": "localhost:{{((IPEndPoint)program.Client.LocalEndPoint!).Port}}" }] } }
            """);
        var host = RunAsync($"host --config {file} -e {_ensemble}");

        var port = AddressIn(await _output.Line(line => line.StartsWith("osc in at ", StringComparison.Ordinal))).Split(' ')[^1];
        await friend.Until(() => friend.Status("soundcool") >= ServiceStatus.RemoteNoTime);

        // What went through the host shows that it knows, too, what the friend offers: an OSC program sends but once.
        friend.SendReliable("/soundcool/x", 1);
        Assert.Equal(OscBytes.Message("/x", "i", 1), (await program.ReceiveAsync(new CancellationTokenSource(TimeSpan.FromSeconds(20)).Token)).Buffer);
        program.Send(OscBytes.Message("/note", "i", 60), new IPEndPoint(IPAddress.Loopback, int.Parse(port)));
        Assert.Equal(["/synth/note i 60"], await played.All);
        await _stop.CancelAsync();
        Assert.Equal(0, await host);
    }

    [Fact]
    public async Task It_is_a_hub_and_may_use_another_one()
    {
        await using var friend = await Ensembles.StartAsync(_ensemble);
        var file = Write("hub.json", $$"""{ "interface": "lo", "hub": "localhost:{{friend.Name.TcpPort}}", "network": "localhost", "web": { "enabled": false } }""");
        var host = RunAsync($"host --config {file} -e {_ensemble}");

        await friend.Until(() => friend.Processes().Count == 1);
        await using var third = await O2Process.StartAsync(Ensembles.Options(_ensemble) with { Hub = new DnsEndPoint("127.0.0.1", friend.Processes()[0].Name.TcpPort) });

        await friend.Until(() => friend.Processes().Count == 2);
        await _output.Line(line => line.StartsWith("host of the ensemble ", StringComparison.Ordinal));   // others may know it before it has started as a whole
        await _stop.CancelAsync();
        Assert.Equal(0, await host);
    }

    [Fact]
    public async Task A_client_that_was_there_first_is_told_of_too()
    {
        await using var lamp = LiteClient.Start(new LiteClientOptions { Ensemble = _ensemble, Interfaces = ["127.0.0.1"] });

        var host = RunAsync($"host -e {_ensemble} --interface lo --no-web");

        await _output.Line(line => line == "o2lite client 1 joined");
        await _stop.CancelAsync();
        Assert.Equal(0, await host);
    }

    [Fact]
    public async Task Programs_get_an_object_for_each_change()
    {
        await using var friend = await Ensembles.StartAsync(_ensemble);
        var host = RunAsync($"host -e {_ensemble} --interface lo --peer 127.0.0.1:{friend.Name.TcpPort} --no-web --clock no --json");
        await friend.Until(() => friend.Processes().Count == 1);

        friend.AddService("synth");

        var status = JsonDocument.Parse(await _output.Line(line => line.Contains("\"synth\""))).RootElement;
        Assert.Equal("o2lite", status.GetProperty("bridges").EnumerateArray().Single().GetProperty("name").GetString());
        Assert.False(status.GetProperty("is_reference").GetBoolean());
        await _stop.CancelAsync();
        Assert.Equal(0, await host);
    }

    [Fact]
    public async Task It_keeps_the_clock_when_nobody_else_does()
    {
        await using var friend = await Ensembles.StartAsync(_ensemble);
        var host = RunAsync($"host -e {_ensemble} --interface lo --peer 127.0.0.1:{friend.Name.TcpPort} --no-web");

        await friend.Until(() => friend.ClockState.IsSynchronized);

        await _stop.CancelAsync();
        Assert.Equal(0, await host);
    }

    [Fact]
    public async Task The_line_counts_more_than_the_file()
    {
        var file = Write("room.json", """{ "ensemble": "room", "clock": "no", "web": { "port": 8081 } }""");

        Assert.Equal(0, await RunAsync($"host --config {file} -e stage --clock yes --web-port 9000 --bind 0.0.0.0 --no-lite --port 4000 --hub stage.example:4001 --print"));

        var text = new System.Text.StringBuilder();
        text.AppendLine(await _output.Line(_ => true));
        var printed = HostConfigurationFile.Parse("printed", text.ToString());
        Assert.Equal((4000, "stage.example:4001"), (printed.Port, printed.Hub));
        Assert.Equal(("stage", ClockChoice.Yes, 9000, "0.0.0.0", false), (printed.Ensemble, printed.Clock, printed.Web.Port, printed.Web.Bind, printed.Lite.Enabled));
    }

    [Theory]
    [InlineData("{ \"port\": -1 }", "port is -1; it has to be 0 to 65535.")]
    [InlineData("{ \"web\": { \"port\": 70000 } }", "web.port is 70000; it has to be 0 to 65535.")]
    [InlineData("{ \"web\": { \"bind\": \"here\" } }", "web.bind is 'here'; it has to be an address: 127.0.0.1 for this computer only, 0.0.0.0 for the whole network.")]
    [InlineData("{ \"osc\": { \"in\": [{ \"port\": 8000 }] } }", "osc.in.service is ''; it has to be the name of a service.")]
    [InlineData("{ \"osc\": { \"in\": [{ \"service\": \"x\", \"port\": 70000 }] } }", "osc.in.port is 70000; it has to be 0 to 65535.")]
    [InlineData("{ \"osc\": { \"out\": [{ \"service\": \"x\", \"to\": \"there\" }] } }", "osc.out.to is 'there'; it has to be a host and a port, for example localhost:9000.")]
    [InlineData("{ \"lite\": { \"maxClients\": 0 } }", "lite.maxClients is 0; it has to be 1 to 100000.")]
    [InlineData("{ \"web\": { \"root\": \"nowhere\" } }", "web.root is 'nowhere', and there is no folder 'FOLDER/nowhere'.")]
    public async Task A_setting_out_of_its_range_is_named(string text, string complaint)
    {
        var file = Write("room.json", text);

        Assert.Equal(1, await RunAsync($"host --config {file} -e {_ensemble} --interface lo"));

        Assert.Equal($"o2 host: {complaint.Replace("FOLDER", _folder.FullName)}", await _error.Line(_ => true));
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_named()
    {
        Assert.Equal(1, await RunAsync("host --config nowhere.json"));

        Assert.Contains("nowhere.json", await _error.Line(_ => true));
    }

    private static string AddressIn(string line) => line.Split(" at ")[1].Split(": ")[0];

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }

    private Task<int> RunAsync(string line) =>
        O2RootCommand.RunAsync([.. line.Split(' ')], new InvocationConfiguration { Output = _output, Error = _error }, _stop.Token);
}
