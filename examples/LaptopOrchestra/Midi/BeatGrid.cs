namespace LaptopOrchestra;

/// <summary>The performance's time as a sequencer sees it: one steady tempo per beat, so that bars line up and a fermata is one long beat.</summary>
public sealed class BeatGrid(TempoMap tempo, int beats)
{
    /// <summary>Ticks of a beat.</summary>
    public const int TicksPerBeat = 960;

    private readonly double[] _times = [.. Enumerable.Range(0, beats + 1).Select(beat => tempo.TimeAt(beat))];

    /// <summary>Whole beats of the piece.</summary>
    public int Beats => _times.Length - 1;

    /// <summary>Length of a beat in microseconds.</summary>
    public int MicrosecondsOf(int beat) => (int)Math.Round((_times[beat + 1] - _times[beat]) * 1e6);

    /// <summary>The tick nearest to a global time in seconds; times outside of the piece are drawn to its ends.</summary>
    public long TickAt(double time)
    {
        time = Math.Clamp(time, _times[0], _times[^1]);
        var found = Array.BinarySearch(_times, time);
        var beat = Math.Min(found >= 0 ? found : ~found - 1, Beats - 1);
        var share = (time - _times[beat]) / (_times[beat + 1] - _times[beat]);
        return (long)Math.Round((beat + share) * TicksPerBeat);
    }
}
