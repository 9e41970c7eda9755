using O2.Actors;

namespace LaptopOrchestra;

/// <summary>The program <c>standbyN</c>: follows player N by a tap and takes over when that player's program is gone.</summary>
public static class StandBy
{
    /// <summary>The name of a player's stand-by, for example <c>standby3</c>: program and service.</summary>
    public static string ServiceOf(int number) => $"standby{number}";

    public static async Task<int> RunAsync(int number, DemoOptions options, CancellationToken cancellation)
    {
        var voice = options.Score.Voices[number - 1];
        var stopped = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);

        await using var o2 = await O2Process.StartAsync(options.ToProcessOptions(), cancellation);
        o2.AddService(ServiceOf(number), StandByActor.PropsFor(voice, stopped));
        o2.Tap(voice.Player, ServiceOf(number));
        o2.Tap(TempoMessage.Service, ServiceOf(number));
        await stopped.Task.WaitAsync(cancellation);
        return 0;
    }
}
