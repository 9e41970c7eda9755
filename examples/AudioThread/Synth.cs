namespace AudioThread;

/// <summary>A few plucked strings: a fixed number of voices, no allocation, every note from the very frame on that it belongs to.</summary>
/// <remarks>For one thread. The louder partials are dimmed and brightened by <see cref="Brightness"/>.</remarks>
public sealed class Synth
{
    private const int Voices = 32;
    private const float Gain = 0.12f;
    private const float ReleaseSeconds = 0.05f;
    private static readonly float[] PartialLevels = [1, 0.45f, 0.25f, 0.12f];
    private readonly SynthVoice[] _voices = [.. Enumerable.Range(0, Voices).Select(_ => new SynthVoice(PartialLevels.Length))];
    private int _next;

    /// <summary>Level of the upper partials, 0 to 1.</summary>
    public float Brightness { get; set; } = 1;

    /// <summary>The largest sample of the last block.</summary>
    public float Peak { get; private set; }

    /// <summary>Starts a note; with all voices in use, the oldest one ends.</summary>
    /// <param name="frame">In how many frames, counted from the beginning of the next block.</param>
    /// <param name="key">MIDI key number.</param>
    /// <param name="velocity">1 to 127.</param>
    /// <param name="seconds">How long it sounds.</param>
    /// <param name="pan">-1 = left, 1 = right.</param>
    public void Play(int frame, int key, int velocity, double seconds, double pan)
    {
        var hertz = 440 * Math.Pow(2, (key - 69) / 12.0);
        var level = Gain * velocity / 127;
        var (right, left) = Math.SinCos((pan + 1) * Math.PI / 4);   // equal power
        _voices[_next].Start(frame, (int)(seconds * SoundCard.SampleRate), hertz / SoundCard.SampleRate, level * (float)left, level * (float)right);
        _next = (_next + 1) % Voices;
    }

    /// <summary>Computes a block.</summary>
    public void Render(Span<float> left, Span<float> right)
    {
        left.Clear();
        right.Clear();
        foreach (var voice in _voices)
            voice.AddTo(left, right, PartialLevels, Brightness, 1 / (ReleaseSeconds * SoundCard.SampleRate));

        Peak = 0;
        for (var i = 0; i < left.Length; i++)
            Peak = Math.Max(Peak, Math.Max(Math.Abs(left[i]), Math.Abs(right[i])));
    }
}
