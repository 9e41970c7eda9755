using System.Net;
using O2.Actors;
using O2.Protocol;
using O2.Web;

namespace LaptopOrchestra;

/// <summary>The program <c>audience</c>: serves a page that moves to the music, to as many browsers as come.</summary>
/// <remarks>
/// A page taps the beat and the synths by itself. What it needs us for is the tempo that holds already when it comes late: it says hello, and is told.
/// </remarks>
public static class Audience
{
    /// <summary>The service that taps the beat once a page is there, so that the conductor waits for it.</summary>
    public const string Service = "audience";

    private static readonly string Pages = Path.Combine(AppContext.BaseDirectory, "www");

    public static async Task<int> RunAsync(DemoOptions options, CancellationToken cancellation)
    {
        var tempos = new TempoMap();
        var firstPage = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var o2 = await O2Process.StartAsync(options.ToProcessOptions(), cancellation);
        await using var web = await ServeAsync(o2, options, cancellation);
        o2.AddMethod($"/{Service}/tempo", "dtd", message => Remember(tempos, message));
        o2.AddMethod($"/{Service}/hello", "s", message =>
        {
            Tell(o2, tempos, dancer: message.Text(0));
            firstPage.TrySetResult();
        });
        Console.WriteLine($"open {web.Address} in a browser; the orchestra begins when a page is there");

        await firstPage.Task.WaitAsync(cancellation);
        o2.Tap(TempoMessage.Service, Service);
        await o2.WaitUntilAsync(() => o2.Status(Listener.Service) != ServiceStatus.Unknown, cancellation);
        await o2.WaitUntilAsync(() => o2.Status(Listener.Service) == ServiceStatus.Unknown, cancellation);
        return 0;
    }

    /// <summary>Where the port is taken, another one will do.</summary>
    private static async Task<O2WebServer> ServeAsync(O2Process o2, DemoOptions options, CancellationToken cancellation)
    {
        var address = options.Admission == Admission.Network ? IPAddress.Any : IPAddress.Loopback;
        var wanted = new O2WebOptions { BindAddress = address, Port = options.Port, RootFolder = Pages };
        try
        {
            return await O2WebServer.StartAsync(o2, wanted, cancellation);
        }
        catch (O2Exception)
        {
            return await O2WebServer.StartAsync(o2, wanted with { Port = 0 }, cancellation);
        }
    }

    private static void Remember(TempoMap tempos, O2MessageView message)
    {
        lock (tempos)
            tempos.Add(TempoMessage.Read(message));
    }

    private static void Tell(O2Process o2, TempoMap tempos, string dancer)
    {
        lock (tempos)
        {
            foreach (var tempo in tempos.Tempos)
                TempoMessage.Forward(o2, tempo, dancer);
        }
    }
}
