using System.Threading.Channels;
using O2.Actors;
using O2.Protocol;

namespace LaptopOrchestra;

/// <summary>The program <c>assistant</c>: the conductor's stand-by. It follows the beat by a tap, and beats time when the conductor is gone.</summary>
public static class Assistant
{
    /// <summary>The service that taps the beat.</summary>
    public const string Service = "assistant";

    public static async Task<int> RunAsync(DemoOptions options, CancellationToken cancellation)
    {
        var heard = Channel.CreateUnbounded<Tempo>();
        await using var o2 = await O2Process.StartAsync(options.ToProcessOptions(), cancellation);
        o2.AddMethod($"/{Service}/tempo", "dtd", message => heard.Writer.TryWrite(TempoMessage.Read(message)));
        o2.Tap(TempoMessage.Service, Service);

        var first = await heard.Reader.ReadAsync(cancellation);
        await o2.WaitUntilAsync(() => o2.Status(TempoMessage.Service) == ServiceStatus.Unknown, cancellation);
        var last = first;
        while (heard.Reader.TryRead(out var tempo))
            last = tempo;

        TakeOver(o2);
        // The last tempo once more: the conductor may have died before all had heard it. It does no harm to those who have.
        await new Baton(o2, options.Score, start: first.TimeOffset).ConductAsync(from: last.TimeOffset, cancellation);
        return 0;
    }

    private static void TakeOver(O2Process o2)
    {
        o2.Untap(TempoMessage.Service, Service);
        var clock = new ClockWatch();
        clock.Look(o2);
        o2.BecomeClockReference();
        o2.AddService(TempoMessage.Service);
        new Incident(IncidentKind.TookOver, Plot.Conductor, o2.Now.Seconds).Report(o2);
        clock.Look(o2);
        new Steadiness(Service, clock.LargestStep).Report(o2);
        Console.WriteLine("takes over the beat and the clock from the conductor");
    }
}
