using O2.Actors;
using O2.Protocol;

namespace LaptopOrchestra;

/// <summary>Beats time: publishes the tempos of a score, counts the bars, and sends the players home at the end.</summary>
/// <param name="o2">The process of whoever conducts.</param>
/// <param name="score">The score.</param>
/// <param name="start">Global time of the first beat, in seconds.</param>
public sealed class Baton(O2Process o2, Score score, double start)
{
    private const double StopSeconds = 0.3;

    /// <summary>How long before it takes hold a tempo is announced, in seconds: more than the players read ahead.</summary>
    public const double AnnounceSeconds = PlayerActor.ReadAheadSeconds + 0.15;

    private readonly TempoMap _plan = new(score.Tempo.Conduct(start));

    /// <summary>When a beat comes, in seconds of global time.</summary>
    public double TimeAt(double beat) => _plan.TimeAt(beat);

    /// <summary>Conducts to the end.</summary>
    /// <param name="from">The first tempo to publish: the one that takes hold then, in seconds of global time.</param>
    /// <param name="cancellation">Ends it early.</param>
    public async Task ConductAsync(double from, CancellationToken cancellation)
    {
        foreach (var tempo in _plan.Tempos.Where(tempo => tempo.TimeOffset >= from))
            TempoMessage.Publish(o2, tempo, at: new GlobalTime(tempo.TimeOffset - AnnounceSeconds));

        AnnounceBars();
        var finished = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        o2.AddMethod("/conductor/finish", "", _ => finished.TrySetResult());
        o2.Send("/conductor/finish", new GlobalTime(TimeAt(score.EndBeat) + StopSeconds));
        await finished.Task.WaitAsync(cancellation);
        foreach (var voice in score.Voices)
            o2.SendReliable($"/{voice.Player}/stop");
    }

    // Bar numbers are timed messages of the conductor to itself.
    private void AnnounceBars()
    {
        o2.AddMethod("/conductor/bar", "i", message => Console.WriteLine(BarLine.Format(score, _plan, bar: message.Int32(0))));
        for (var bar = 0; bar < score.Bars; bar++)
        {
            var time = TimeAt(bar * score.BeatsPerBar);
            if (time > o2.Now.Seconds)
                o2.Send("/conductor/bar", new GlobalTime(time), bar);
        }
    }
}
