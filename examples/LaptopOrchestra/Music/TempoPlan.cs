using System.Collections.Immutable;

namespace LaptopOrchestra;

/// <summary>The tempo marks of a score, in order of their beats. The conductor turns them into <see cref="Tempo"/>s on the shared clock.</summary>
public sealed record TempoPlan
{
    private sealed record Mark(double Beat, double BeatsPerSecond, double HoldSeconds);

    private ImmutableList<Mark> Marks { get; init; } = [];

    /// <summary>From <paramref name="beat"/> on, this tempo.</summary>
    public TempoPlan At(double beat, double beatsPerMinute) => Append(new Mark(beat, beatsPerMinute / 60, 0));

    /// <summary>At <paramref name="beat"/> the beat stands still for <paramref name="hold"/>, then goes on as before.</summary>
    public TempoPlan Fermata(double beat, TimeSpan hold) => Append(new Mark(beat, Marks[^1].BeatsPerSecond, hold.TotalSeconds));

    /// <summary>The same marks, everything <paramref name="factor"/> times as fast.</summary>
    public TempoPlan Faster(double factor) => this with
    {
        Marks = [.. Marks.Select(mark => new Mark(mark.Beat, mark.BeatsPerSecond * factor, mark.HoldSeconds / factor))],
    };

    /// <summary>The tempos of a performance whose first beat falls on <paramref name="start"/>, in seconds of global time.</summary>
    public IEnumerable<Tempo> Conduct(double start)
    {
        var last = new Tempo(Marks[0].Beat, start, Marks[0].BeatsPerSecond);
        foreach (var mark in Marks)
        {
            var time = last.TimeAt(mark.Beat);
            if (mark.HoldSeconds > 0)
                yield return new Tempo(mark.Beat, time, 0);

            last = new Tempo(mark.Beat, time + mark.HoldSeconds, mark.BeatsPerSecond);
            yield return last;
        }
    }

    private TempoPlan Append(Mark mark) => Marks.IsEmpty || Marks[^1].Beat < mark.Beat
        ? this with { Marks = Marks.Add(mark) }
        : throw new ArgumentException($"The mark at beat {mark.Beat} must come after the one at {Marks[^1].Beat}.", nameof(mark));
}
