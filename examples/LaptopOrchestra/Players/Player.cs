using System.Collections.Immutable;
using O2.Actors;

namespace LaptopOrchestra;

/// <summary>The program <c>player N</c>: offers a player and its synth to the ensemble until the conductor sends everybody home.</summary>
public static class Player
{
    public static async Task<int> RunAsync(int number, DemoOptions options, CancellationToken cancellation)
    {
        var voice = options.Score.Voices[number - 1];
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        await using var o2 = await O2Process.StartAsync(options.ToProcessOptions(), cancellation);
        o2.Tap(TempoMessage.Service, voice.Player);
        Offer(o2, new Desk(voice), stopped);

        // A tap is known first where it matters: only this process can tell when its notes will be heard.
        var tappers = Plot.TappersOf(voice, options.Accident);
        await o2.WaitUntilAsync(() => tappers.All(tapper => o2.Services().Any(row => row.Service == voice.Player && row.Tapper == tapper)), cancellation);
        o2.SetProperty(voice.Player, "ready", "yes");

        await stopped.Task.WaitAsync(cancellation);
        return 0;
    }

    /// <summary>Offers a player and its synth to the ensemble.</summary>
    /// <param name="o2">The process that is to offer them.</param>
    /// <param name="desk">What the player knows already.</param>
    /// <param name="stopped">Set when the conductor sends the player home.</param>
    public static void Offer(O2Process o2, Desk desk, TaskCompletionSource stopped)
    {
        var voice = desk.Voice;
        o2.AddService(SynthActor.ServiceOf(voice), SynthActor.PropsFor(voice));
        o2.AddService(voice.Player, PlayerActor.PropsFor(desk, stopped), new ServiceOptions
        {
            Properties = ImmutableDictionary<string, string>.Empty.Add("type", "player").Add("instrument", voice.Instrument.Name),
        });
    }
}
