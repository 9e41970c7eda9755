using System.Diagnostics;
using O2.Actors;
using O2.Protocol;

namespace LaptopOrchestra;

/// <summary>The program <c>conductor</c>: owns the clock, waits for the players, starts them and beats time.</summary>
public static class Conductor
{
    private const double FirstBeatSeconds = 0.6;

    /// <summary>How long the conductor waits for everybody: somebody has to type an address, where there is an audience.</summary>
    public static TimeSpan PatienceFor(Admission admission) => admission == Admission.Closed ? TimeSpan.FromSeconds(15) : TimeSpan.FromMinutes(10);

    public static async Task<int> RunAsync(DemoOptions options, CancellationToken cancellation)
    {
        var clock = Stopwatch.StartNew();
        await using var o2 = await O2Process.StartAsync(options.ToProcessOptions(), cancellation);
        o2.BecomeClockReference();
        o2.AddService(TempoMessage.Service);
        Console.WriteLine($"is the clock reference of ensemble {o2.Ensemble}");

        var followers = Plot.FollowersOfTheBeat(options.Accident, options.Admission).ToList();
        var gathering = await new Gatherer(o2, options.Score, followers, clock).GatherAsync(PatienceFor(options.Admission), cancellation);
        if (gathering is null)
            return 1;

        o2.SendReliable($"/{Listener.Service}/gathered", gathering.Ensemble, gathering.PlayersFound, gathering.DiscoverySeconds, gathering.SyncSeconds);
        await ConductAsync(o2, options, cancellation);
        return 0;
    }

    private static async Task ConductAsync(O2Process o2, DemoOptions options, CancellationToken cancellation)
    {
        var start = (o2.Now + FirstBeatSeconds).Seconds;
        var baton = new Baton(o2, options.Score, start);
        foreach (var voice in options.Score.Voices)
            o2.SendReliable($"/{voice.Player}/start", 0.0);

        if (options.Accident == Accident.Crash)
            o2.SendReliable($"/{Voice.PlayerOf(Plot.CrashingPlayer)}/crash", new GlobalTime(baton.TimeAt(Plot.CrashBeat)));

        await baton.ConductAsync(from: start, cancellation);
    }
}
