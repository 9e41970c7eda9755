using System.Net;
using Akka.Actor;
using O2.Actors;
using O2.Web;

namespace SensorToSound;

/// <summary>The laptop's part of the demo: host of the sensor, control agent, synth, and server of the page.</summary>
public sealed class Stage : IAsyncDisposable
{
    /// <summary>The service that is an OSC synth, if there is one: Soundcool, SuperCollider, Pure Data.</summary>
    public const string Soundcool = "soundcool";

    private readonly O2WebServer _web;

    private Stage(O2Process process, O2WebServer web, Synth synth, MappingTable mappings)
    {
        Process = process;
        _web = web;
        Synth = synth;
        Mappings = mappings;
        Page = new Uri(web.Address, $"?ensemble={Uri.EscapeDataString(process.Ensemble)}");
    }

    public O2Process Process { get; }

    public Synth Synth { get; }

    public MappingTable Mappings { get; }

    /// <summary>The address of the page.</summary>
    public Uri Page { get; }

    public static async Task<Stage> StartAsync(SensorOptions options)
    {
        var process = await O2Process.StartAsync(new O2ProcessOptions { Ensemble = options.Ensemble, Network = options.Network });
        process.BecomeClockReference();
        process.AddLiteHost();

        Synth synth = new();
        MappingTable mappings = new();
        process.AddService(SynthActor.Service, Props.Create(() => new SynthActor(synth)));
        process.AddService(ImuActor.Service, Props.Create(() => new ImuActor(mappings)));
        process.AddService(ControlActor.Service, Props.Create(() => new ControlActor(mappings)));

        if (options.Osc is { } osc)
        {
            process.DelegateToOsc(Soundcool, osc.Host, osc.Port);
            process.Tap(SynthActor.Service, Soundcool);   // whatever the synth gets, the OSC synth gets, too
        }

        var web = await O2WebServer.StartAsync(process, new O2WebOptions
        {
            Port = options.Port,
            RootFolder = Path.Combine(AppContext.BaseDirectory, "wwwroot"),
            BindAddress = options.Network == NetworkScope.Loopback ? IPAddress.Loopback : IPAddress.Any,
        });
        return new Stage(process, web, synth, mappings);
    }

    public async ValueTask DisposeAsync()
    {
        await _web.DisposeAsync();
        await Process.DisposeAsync();
    }
}
