using System.Diagnostics;
using O2.Actors;
using O2.Protocol;

namespace LaptopOrchestra;

/// <summary>The program <c>conductor</c>: owns the clock, waits for the players, starts them and beats time.</summary>
public static class Conductor
{
    private const double FirstBeatSeconds = 0.6;
    private const double StopSeconds = 0.3;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>How long before it takes hold a tempo is announced, in seconds: more than the players read ahead.</summary>
    public const double AnnounceSeconds = PlayerActor.ReadAheadSeconds + 0.15;

    public static async Task<int> RunAsync(DemoOptions options, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        await using var o2 = await O2Process.StartAsync(options.ToProcessOptions(), cancellation);
        o2.BecomeClockReference();
        o2.AddService(TempoMessage.Service);
        Console.WriteLine($"is the clock reference of ensemble {o2.Ensemble}");

        var gathering = await new Gatherer(o2, options.Score, clock).GatherAsync(Patience, cancellation);
        if (gathering is null)
        {
            return 1;
        }

        o2.SendReliable($"/{Listener.Service}/gathered", gathering.Ensemble, gathering.PlayersFound, gathering.DiscoverySeconds, gathering.SyncSeconds);
        await ConductAsync(o2, options.Score, cancellation);
        return 0;
    }

    private static async Task ConductAsync(O2Process o2, Score score, CancellationToken cancellation)
    {
        var start = o2.Now + FirstBeatSeconds;
        foreach (var voice in score.Voices)
        {
            o2.SendReliable($"/{voice.Player}/start", 0.0);
        }

        var tempos = score.Tempo.Conduct(start.Seconds).ToList();
        foreach (var tempo in tempos)
        {
            TempoMessage.Publish(o2, tempo, at: new GlobalTime(tempo.TimeOffset - AnnounceSeconds));
        }

        var map = new TempoMap(tempos);
        AnnounceBars(o2, score, map);
        var finished = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        o2.AddMethod("/conductor/finish", "", _ => finished.TrySetResult());
        o2.Send("/conductor/finish", new GlobalTime(map.TimeAt(score.EndBeat) + StopSeconds));
        await finished.Task.WaitAsync(cancellation);
        foreach (var voice in score.Voices)
        {
            o2.SendReliable($"/{voice.Player}/stop");
        }
    }

    // Bar numbers are timed messages of the conductor to itself.
    private static void AnnounceBars(O2Process o2, Score score, TempoMap map)
    {
        o2.AddMethod("/conductor/bar", "i", message => Console.WriteLine(BarLine.Format(score, map, bar: message.Int32(0))));
        for (var bar = 0; bar < score.Bars; bar++)
        {
            o2.Send("/conductor/bar", new GlobalTime(map.TimeAt(bar * score.BeatsPerBar)), bar);
        }
    }
}
