using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using O2.Actors.Tests.Protocol.Osc;
using O2.Cli;
using O2.Protocol;

namespace O2.Actors.Tests.Cli;

/// <summary><c>o2 osc</c> as users type it, with OSC programs that are bare sockets.</summary>
public sealed class OscCommandSpecs : IAsyncLifetime
{
    private readonly string _ensemble = $"cli-osc-{Guid.NewGuid():N}";
    private readonly LineAwaiter _output = new();
    private readonly LineAwaiter _error = new();
    private readonly CancellationTokenSource _stop = new();
    private O2Process _host = null!;

    public async Task InitializeAsync() => _host = await Ensembles.StartAsync(_ensemble);

    public async Task DisposeAsync()
    {
        await _host.DisposeAsync();
        _stop.Dispose();
    }

    [Fact]
    public async Task In_hands_packets_to_a_service_of_another_process()
    {
        var played = new Recorder<string>(expected: 1);
        _host.AddMethod("/synth/note", null, m => played.Add(m.ToString()));
        var command = RunAsync("osc in --service synth --port 0 --json");
        var told = JsonDocument.Parse(await _output.Line(_ => true)).RootElement;

        // Who shares the clock has learnt from the same announcement what the host offers: an OSC program sends but once.
        _host.BecomeClockReference();
        await _host.Until(() => _host.Processes().SingleOrDefault()?.Status(weAreSynchronized: true) == ServiceStatus.Remote);
        Send(told.GetProperty("port").GetInt32(), OscBytes.Message("/note", "if", 60, 0.5f));

        Assert.Equal(["/synth/note if 60 0.5"], await played.All);
        Assert.Equal(("synth", "udp"), (told.GetProperty("service").GetString(), told.GetProperty("transport").GetString()));
        await _stop.CancelAsync();
        Assert.Equal(0, await command);
    }

    [Fact]
    public async Task In_with_print_shows_what_arrives_and_by_TCP_as_well()
    {
        var command = RunAsync("osc in --service touch --port 0 --tcp --print --count 1");
        var told = await _error.Line(line => line.StartsWith("OSC packets to TCP port ", StringComparison.Ordinal));
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, int.Parse(told.Split(' ')[5]));

        await client.GetStream().WriteAsync(OscBytes.Slip(OscBytes.Message("/fader", "f", 0.5f)));

        Assert.EndsWith("/touch/fader f 0.5", await _output.Line(_ => true));
        Assert.Equal(0, await command);
        Assert.Equal("Packets: 1 taken, 0 dropped.", await _error.Line(line => line.StartsWith("Packets", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Out_makes_an_OSC_program_a_service_and_others_see_where_it_is()
    {
        using var synth = new UdpClient(new IPEndPoint(IPAddress.Loopback, 0));
        int port = ((IPEndPoint)synth.Client.LocalEndPoint!).Port;
        var command = RunAsync($"osc out --service soundcool --to localhost:{port}");
        await _host.UntilService("soundcool", ServiceStatus.RemoteNoTime);

        _host.SendReliable("/soundcool/filter", 800f);

        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        Assert.Equal(OscBytes.Message("/filter", "f", 800f), (await synth.ReceiveAsync(patience.Token)).Buffer);
        Assert.Equal($"udp localhost:{port}", _host.GetProperty("soundcool", "osc"));
        await _stop.CancelAsync();
        Assert.Equal(0, await command);
    }

    [Theory]
    [InlineData("osc", "o2 osc: say 'in' or 'out'. 'o2 osc --help' shows how.")]
    [InlineData("osc up", "o2 osc: there is no command 'up'. 'o2 osc --help' shows how.")]
    [InlineData("osc in --service a/b --port 1", "o2 osc in: 'a/b' cannot name a service: service names have no '/'. 'o2 osc in --help' shows how.")]
    [InlineData("osc in --service x --port 70000", "o2 osc in: --port takes a whole number from 0 to 65535. 'o2 osc in --help' shows how.")]
    [InlineData("osc out --service x --to here", "o2 osc out: --to takes a host and a port, for example localhost:9000. 'o2 osc out --help' shows how.")]
    [InlineData("osc out --service x --to here:9 --slip", "o2 osc out: --slip needs --tcp: a datagram is a packet by itself. 'o2 osc out --help' shows how.")]
    public async Task What_is_wrong_is_told(string line, string complaint)
    {
        Assert.Equal(2, await RunAsync(line));

        Assert.Equal(complaint, await _error.Line(_ => true));
    }

    private static void Send(int port, byte[] packet)
    {
        using var socket = new UdpClient();
        socket.Send(packet, new IPEndPoint(IPAddress.Loopback, port));
    }

    private Task<int> RunAsync(string line) => O2RootCommand.RunAsync(
        [.. $"{line} -e {_ensemble} --interface lo --peer 127.0.0.1:{_host.Name.TcpPort}".Split(' ')], new InvocationConfiguration { Output = _output, Error = _error }, _stop.Token);
}
