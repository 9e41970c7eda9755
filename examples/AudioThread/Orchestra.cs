using LaptopOrchestra;
using O2.Actors;
using O2.Protocol;

namespace AudioThread;

/// <summary>The rest of the ensemble, a process of its own: sends the synth its notes, and far more than it needs besides.</summary>
public sealed class Orchestra(O2Process o2) : IAsyncDisposable
{
    private const double LeadSeconds = 0.5;
    private const double TailSeconds = 1.5;
    private int _levels;

    /// <summary>The messages that the synth sent.</summary>
    public int Levels => Volatile.Read(ref _levels);

    /// <summary>How many messages were sent besides the music.</summary>
    public long Sent { get; private set; }

    /// <summary>Joins the ensemble and waits until the synth is there, and the clocks agree.</summary>
    public static async Task<Orchestra> JoinAsync(AudioOptions options)
    {
        var orchestra = new Orchestra(await O2Process.StartAsync(options.ToProcessOptions()));
        orchestra.Listen();
        await orchestra.FindSynthAsync();
        return orchestra;
    }

    /// <summary>Sends all notes at once, voice by voice: the audio thread puts them in order of time.</summary>
    /// <returns>How many seconds from now on the music lasts.</returns>
    public double SendNotes(Score score)
    {
        var tempos = new TempoMap(score.Tempo.Conduct((o2.Now + LeadSeconds).Seconds));
        foreach (var voice in score.Voices)
        {
            foreach (var note in voice.Notes)
            {
                var (start, end) = (tempos.TimeAt(note.Beat), tempos.TimeAt(note.End));
                o2.SendReliable("/synth/note", new GlobalTime(start), note.Key, note.Velocity, end - start, voice.Instrument.Pan);
            }
        }

        return tempos.TimeAt(score.EndBeat) - o2.Now.Seconds + TailSeconds;
    }

    /// <summary>Sends so many messages a second, in bursts of a millisecond, until somebody has heard enough.</summary>
    public async Task FloodAsync(int perSecond, Task enough)
    {
        var start = o2.LocalNow;
        while (!enough.IsCompleted)
        {
            for (var due = (long)((o2.LocalNow - start) * perSecond); Sent < due; Sent++)
                o2.Send("/synth/brightness", 0.5f + 0.5f * MathF.Sin(Sent / (float)perSecond));

            await Task.WhenAny(enough, Task.Delay(1));
        }
    }

    public ValueTask DisposeAsync() => o2.DisposeAsync();

    private void Listen() => o2.AddMethod("/meter/level", "f", _ => Interlocked.Increment(ref _levels));

    private Task FindSynthAsync() => o2.WaitForServiceAsync("synth");
}
