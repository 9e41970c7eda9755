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
        o2.AddService(SynthActor.ServiceOf(voice), SynthActor.PropsFor(voice));
        o2.AddService(voice.Player, PlayerActor.PropsFor(voice, stopped), new ServiceOptions
        {
            Properties = ImmutableDictionary<string, string>.Empty.Add("type", "player").Add("instrument", voice.Instrument.Name),
        });

        // A tap is known first where it matters: only this process can tell when its notes will be heard.
        await Wait.UntilAsync(() => o2.Services().Any(row => row.Service == voice.Player && row.Tapper == Listener.EarOf(voice)), cancellation);
        o2.SetProperty(voice.Player, "ready", "yes");

        await stopped.Task.WaitAsync(cancellation);
        return 0;
    }
}
