using System.Diagnostics;
using O2.Actors;

namespace LaptopOrchestra;

/// <summary>Waits until every player of a score is found, shares the clock and is heard; says who came.</summary>
public sealed class Gatherer(O2Process o2, Score score, IReadOnlyCollection<string> followers, Stopwatch clock)
{
    private readonly HashSet<Voice> _present = [];
    private readonly HashSet<Voice> _synchronized = [];
    private double _discoverySeconds;
    private double _syncSeconds;

    /// <summary>Waits for everybody.</summary>
    /// <returns>How they came together; null when somebody was missing when patience ended, which it says on the console.</returns>
    public async Task<Gathering?> GatherAsync(TimeSpan patience, CancellationToken cancellation)
    {
        await Wait.UntilAsync(() => IsComplete() || clock.Elapsed > patience, cancellation);
        var missing = score.Voices.Except(RollCall.Take(o2, score, followers).Ready).Select(voice => voice.Player).ToList();
        if (missing.Count > 0)
        {
            Console.Error.WriteLine($"gave up after {patience.TotalSeconds:F0} s: {string.Join(", ", missing)} not ready");
            return null;
        }

        Console.WriteLine("everybody is here, on one clock, and heard");
        return new Gathering(o2.Ensemble, _present.Count, _discoverySeconds, _syncSeconds);
    }

    private bool IsComplete()
    {
        var roll = RollCall.Take(o2, score, followers);
        Welcome(roll);
        return roll.Ready.Count == score.Voices.Count;
    }

    private void Welcome(RollCall roll)
    {
        foreach (var voice in roll.Present.Where(_present.Add))
        {
            _discoverySeconds = clock.Elapsed.TotalSeconds;
            Console.WriteLine($"found {voice.Player}, {voice.Instrument.Name}");
        }

        foreach (var voice in roll.Synchronized.Where(_synchronized.Add))
        {
            _syncSeconds = clock.Elapsed.TotalSeconds;
            Console.WriteLine($"{voice.Player} shares the clock");
        }
    }
}
