using O2.Protocol;

namespace AudioThread;

/// <summary>Stands in for a sound device: asks for a block of samples whenever one has been "heard", keeps them all, and watches the deadline.</summary>
/// <remarks>As with a real device a block has to be ready within the time that the one before takes to be heard. Later is a glitch: a click in the room.</remarks>
public sealed class SoundCard(Func<LocalTime> clock, int frames, double seconds)
{
    /// <summary>Frames per second.</summary>
    public const int SampleRate = 48_000;

    private const int WarmUpBlocks = 500;
    private const double ShortestSleep = 0.0012;

    /// <summary>Computes the block that begins to be heard at a moment.</summary>
    public delegate void Callback(LocalTime start, Span<float> left, Span<float> right);

    /// <summary>All that was played, left.</summary>
    public float[] Left { get; } = new float[(int)(seconds * SampleRate) / frames * frames];

    /// <summary>All that was played, right.</summary>
    public float[] Right { get; } = new float[(int)(seconds * SampleRate) / frames * frames];

    /// <summary>How many seconds a block lasts, and the callback may take.</summary>
    public double BlockSeconds => (double)frames / SampleRate;

    /// <summary>Blocks that were ready in time or not.</summary>
    public int Blocks { get; private set; }

    /// <summary>Blocks that were not ready in time.</summary>
    public int Glitches { get; private set; }

    /// <summary>Those of them whose callback the system began after the deadline already: this thread did not get a processor.</summary>
    public int BegunTooLate { get; private set; }

    /// <summary>The longest that a callback took, in seconds.</summary>
    public double WorstCallback { get; private set; }

    /// <summary>All that the callbacks have left for the garbage collector, in bytes.</summary>
    public long AllocatedBytes { get; private set; }

    /// <summary>Plays until everything is heard. On a thread of its own.</summary>
    public void Run(Callback callback)
    {
        var (left, right) = (new float[frames], new float[frames]);
        for (var i = 0; i < WarmUpBlocks; i++)
        {
            callback(clock(), left, right);   // until the code is compiled
        }

        var allocatedBefore = GC.GetAllocatedBytesForCurrentThread();
        var start = clock();
        for (var at = 0; at < Left.Length; at += frames)
        {
            var begin = start + Blocks * BlockSeconds;
            WaitUntil(begin);
            Measure(callback, begin, at);
        }

        AllocatedBytes = GC.GetAllocatedBytesForCurrentThread() - allocatedBefore;
    }

    private void Measure(Callback callback, LocalTime begin, int at)
    {
        var deadline = begin + BlockSeconds;
        var before = clock();
        callback(deadline, Left.AsSpan(at, frames), Right.AsSpan(at, frames));
        var after = clock();
        WorstCallback = Math.Max(WorstCallback, after - before);
        Glitches += after > deadline ? 1 : 0;
        BegunTooLate += before > deadline ? 1 : 0;
        Blocks++;
    }

    private void WaitUntil(LocalTime moment)
    {
        while (moment - clock() is > 0 and var left)
        {
            if (left > ShortestSleep)
                Thread.Sleep(1);
            else
                Thread.Yield();
        }
    }
}
