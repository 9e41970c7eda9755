using System.Diagnostics;
using System.Security.Cryptography;
using O2.Actors;

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
    private volatile Child? _killed;

    /// <summary>Runs the whole demo.</summary>
    /// <returns>0 when every program ended well, and so every note was played exactly once.</returns>
    public async Task<int> RunAsync(CancellationToken cancellation)
    {
        var score = _options.Score;
        Console.WriteLine($"{score.Title}: {score.Voices.Count} players, a conductor and a listener, each a program of its own.");
        Console.Write(_options.Accident switch
        {
            Accident.Crash => "In bar 4 player2 throws an exception; in bar 6 the program of player3 is killed.\n",
            Accident.ConductorDies => "In bar 5 the conductor's program, which is the clock reference, is killed.\n",
            _ => "",
        });
        Console.WriteLine();
        List<Child> children = [.. Roles(score).Select(Start)];
        try
        {
            await using var o2 = await FollowAsync(children, cancellation);
            return await WaitForAllAsync(children, cancellation);
        }
        finally
        {
            await Task.WhenAll(children.Select(child => child.StopAsync()));
            children.ForEach(child => child.Dispose());
        }
    }

    private IEnumerable<string> Roles(Score score) =>
        [.. _options.TouchPort is null ? [] : (string[])[TouchActor.Service], .. Plot.Roles(score, _options.Accident, _options.Admission)];

    // Where nothing goes wrong, the director takes no part in the ensemble.
    private async Task<O2Process?> FollowAsync(List<Child> children, CancellationToken cancellation)
    {
        if (_options.Accident == Accident.None)
            return null;

        var o2 = await O2Process.StartAsync(_options.ToProcessOptions(), cancellation);
        o2.AddService(Plot.Director, Saboteur.PropsFor(_options, name => Kill(children.Single(child => child.Name == name))));
        if (_options.Accident == Accident.Crash)
            o2.Tap(Voice.PlayerOf(Plot.KilledPlayer), Plot.Director);

        o2.Tap(TempoMessage.Service, Plot.Director);
        return o2;
    }

    private void Kill(Child child)
    {
        _killed = child;
        child.Kill();
        Say("director", $"killed {child.Name}");
    }

    private Child Start(string role) => Child.Start(role, [role, .. _options.ToArguments()], Say);

    private async Task<int> WaitForAllAsync(List<Child> children, CancellationToken cancellation)
    {
        var ends = children.Select(async child => (Child: child, ExitCode: await child.WaitAsync())).ToList();
        try
        {
            await foreach (var end in Task.WhenEach(ends).WithCancellation(cancellation))
            {
                var (child, exitCode) = await end;
                if (exitCode != 0 && child != _killed)
                {
                    Say("director", $"{child.Name} ended with exit code {exitCode}; the performance is over");
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
        if (line.StartsWith("   at ", StringComparison.Ordinal))
        {
            return;   // it is spared the stack trace of an exception that was thrown on purpose
        }

        lock (_console)
            Console.WriteLine(name == "listener" ? line : $"{_clock.Elapsed.TotalSeconds,6:F2} s  {name,-9}  {line}");
    }
}
