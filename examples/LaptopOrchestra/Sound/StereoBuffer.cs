namespace LaptopOrchestra;

/// <summary>Stereo sound in memory.</summary>
public sealed class StereoBuffer(int frames)
{
    /// <summary>Frames per second.</summary>
    public const int SampleRate = 44_100;

    public float[] Left { get; } = new float[frames];

    public float[] Right { get; } = new float[frames];

    /// <summary>Number of frames, each a left and a right sample.</summary>
    public int Frames => Left.Length;

    /// <summary>Largest absolute sample.</summary>
    public float Peak => Math.Max(Left.Max(Math.Abs), Right.Max(Math.Abs));

    /// <summary>Scales the sound so that its peak is <paramref name="peak"/>; silence stays silence.</summary>
    public void Normalize(float peak)
    {
        var current = Peak;
        if (current == 0)
            return;

        for (var i = 0; i < Frames; i++)
        {
            Left[i] *= peak / current;
            Right[i] *= peak / current;
        }
    }
}
