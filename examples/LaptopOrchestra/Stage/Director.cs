using System.Diagnostics;
using System.Security.Cryptography;

namespace LaptopOrchestra;

/// <summary>The program without a role: starts all others, relays what they say, and sees to it that none is left behind.</summary>
public sealed class Director(DemoOptions demoOptions)
{
    private readonly DemoOptions _options = demoOptions with
    {
        Ensemble = demoOptions.Ensemble ?? $"canon-{RandomNumberGenerator.GetHexString(6, lowercase: true)}",
        IsLeashed = true,
    };

    private readonly Stopwatch _clock = Stopwatch.StartNew();
    private readonly Lock _console = new();

    /// <summary>Runs the whole demo.</summary>
    /// <returns>0 when every program ended well, and so every note was played exactly once.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var score = _options.Score;
        Console.WriteLine($"{score.Title}: {score.Voices.Count} players, a conductor and a listener, each a program of its own.");
        Console.WriteLine();
        List<Child> children = [Start("listener"), .. score.Voices.Select(voice => Start(voice.Player)), Start("conductor")];
        try
        {
            return await WaitForAllAsync(children, cancellation);
        }
        finally
        {
            await Task.WhenAll(children.Select(child => child.StopAsync()));
            children.ForEach(child => child.Dispose());
        }
    }

    private Child Start(string role) => Child.Start(role, [role, .. _options.ToArguments()], Say);

    private async Task<int> WaitForAllAsync(List<Child> children, CancellationToken cancellation)
    {
        var ends = children.Select(async child => (child.Name, ExitCode: await child.WaitAsync())).ToList();
        try
        {
            await foreach (var end in Task.WhenEach(ends).WithCancellation(cancellation))
            {
                var (name, exitCode) = await end;
                if (exitCode != 0)
                {
                    Say("director", $"{name} ended with exit code {exitCode}; the performance is over");
                    return 1;
                }
            }

            return 0;
        }
        catch (OperationCanceledException)
        {
            Say("director", "interrupted; everybody goes home");
            return 130;
        }
    }

    // The listener speaks to the audience; the others' lines carry the time and their name.
    private void Say(string name, string line)
    {
        lock (_console)
        {
            Console.WriteLine(name == "listener" ? line : $"{_clock.Elapsed.TotalSeconds,6:F2} s  {name,-9}  {line}");
        }
    }
}
