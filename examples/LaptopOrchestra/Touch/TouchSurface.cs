using System.Net;
using O2.Actors;
using O2.Protocol;

namespace LaptopOrchestra;

/// <summary>The program <c>touch</c>: whoever has an OSC app on a phone plays along. It needs nobody, and nobody needs it.</summary>
public static class TouchSurface
{
    public static async Task<int> RunAsync(DemoOptions options, CancellationToken cancellation)
    {
        await using var o2 = await O2Process.StartAsync(options.ToProcessOptions(), cancellation);
        o2.AddService(TouchActor.Service, TouchActor.PropsFor());
        o2.Tap(TempoMessage.Service, TouchActor.Service);
        using var port = o2.AddOscPort(TouchActor.Service, options.TouchPort ?? DemoOptions.UsualTouchPort, new OscPortOptions
        {
            ReplyService = TouchActor.Phone,
            BindAddress = options.IsTouchOpen ? IPAddress.Any : IPAddress.Loopback,
        });
        Console.WriteLine($"send OSC to UDP port {port.Port}: /key, a MIDI key (int) and how hard, 0 to 1 (float)");

        await o2.WaitUntilAsync(() => o2.Status(Listener.Service) != ServiceStatus.Unknown, cancellation);
        await o2.WaitUntilAsync(() => o2.Status(Listener.Service) == ServiceStatus.Unknown, cancellation);
        return 0;
    }
}
