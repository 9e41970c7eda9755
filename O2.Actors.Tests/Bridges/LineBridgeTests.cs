using System.IO.Pipelines;
using O2.Protocol;

namespace O2.Actors.Tests.Bridges;

/// <summary>The example of <c>docs/bridges.md</c> at work, over pipes in place of a serial port.</summary>
public sealed class LineBridgeTests : IAsyncLifetime
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private O2Process _host = null!;
    private LineBridge _bridge = null!;

    public async Task InitializeAsync()
    {
        _host = await Ensembles.StartAsync("line");
        _bridge = new LineBridge(_host);
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    /// <summary>A device at the other end of two pipes.</summary>
    private sealed class Device
    {
        private readonly Pipe _toHost = new();
        private readonly Pipe _fromHost = new();
        private readonly StreamWriter _writer;
        private readonly StreamReader _reader;

        public Device(LineBridge bridge)
        {
            _writer = new StreamWriter(_toHost.Writer.AsStream()) { AutoFlush = true };
            _reader = new StreamReader(_fromHost.Reader.AsStream());
            Served = bridge.ServeAsync(_toHost.Reader.AsStream(), _fromHost.Writer.AsStream());
        }

        public Task Served { get; }

        public Task SayAsync(string line) => _writer.WriteLineAsync(line);

        public Task<string?> HearAsync() => _reader.ReadLineAsync().WaitAsync(Limit);

        public void HangUp() => _writer.Dispose();
    }

    [Fact]
    public async Task A_device_sends_and_is_sent_to()
    {
        Recorder<string> notes = new(1);
        _host.AddMethod("/synth/note", "if", m => notes.Add($"{m.Int32(0)} {m.Single(1)}"));
        Device device = new(_bridge);

        await device.SayAsync("offer lamp");
        await device.SayAsync("/synth/note 60 0.5");
        await _host.UntilService("lamp", ServiceStatus.BridgeNoTime);
        Assert.Equal(["60 0.5"], await notes.All);

        Assert.Equal(SendStatus.Sent, _host.SendReliable("/lamp/color", "red", 7));
        Assert.Equal("/lamp/color red 7", await device.HearAsync());
    }

    [Fact]
    public async Task A_device_that_hangs_up_is_gone_with_its_services_and_taps_and_the_other_stays()
    {
        Device one = new(_bridge), other = new(_bridge);
        await one.SayAsync("offer lamp");
        await one.SayAsync("tap synth lamp");
        await other.SayAsync("offer fan");
        await _host.Until(() => _host.Status("fan") == ServiceStatus.BridgeNoTime && _host.Services().Any(s => s.Tapper == "lamp"));

        one.HangUp();
        await one.Served.WaitAsync(Limit);

        Assert.Equal(ServiceStatus.Unknown, _host.Status("lamp"));
        Assert.DoesNotContain(_host.Services(), s => s.Tapper == "lamp");
        _host.SendReliable("/fan/on");
        Assert.Equal("/fan/on", await other.HearAsync());
    }

    [Fact]
    public async Task When_the_bridge_ends_its_devices_see_the_end()
    {
        Device device = new(_bridge);
        await device.SayAsync("offer lamp");
        await _host.UntilService("lamp", ServiceStatus.BridgeNoTime);

        _bridge.Dispose();

        Assert.Null(await device.HearAsync());
        Assert.Equal(ServiceStatus.Unknown, _host.Status("lamp"));
    }

    [Fact]
    public async Task When_the_process_ends_the_devices_see_the_end()
    {
        Device device = new(_bridge);
        await device.SayAsync("offer lamp");
        await _host.UntilService("lamp", ServiceStatus.BridgeNoTime);

        await _host.DisposeAsync();

        Assert.Null(await device.HearAsync());
    }
}
