using System.Diagnostics;
using O2.Actors;

namespace LaptopOrchestra;

/// <summary>Compares the ensemble's time with the machine's own clock again and again: does it jump when the reference changes?</summary>
/// <remarks>Not thread-safe: one actor owns it.</remarks>
public sealed class ClockWatch
{
    private static readonly TimeSpan LongestLook = TimeSpan.FromMicroseconds(50);
    private double? _last;

    /// <summary>The largest change of the difference between two looks, in seconds.</summary>
    public double LargestStep { get; private set; }

    /// <summary>Looks at both clocks, unless something comes in between.</summary>
    public void Look(O2Process o2)
    {
        var before = Stopwatch.GetTimestamp();
        var time = o2.Now.Seconds;
        if (Stopwatch.GetElapsedTime(before) <= LongestLook)
            Take(time - (double)before / Stopwatch.Frequency);
    }

    /// <summary>Takes one difference between the two clocks, in seconds.</summary>
    public void Take(double difference)
    {
        LargestStep = Math.Max(LargestStep, Math.Abs(difference - (_last ?? difference)));
        _last = difference;
    }
}
