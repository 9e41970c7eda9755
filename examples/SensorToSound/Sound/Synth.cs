using System.Diagnostics;

namespace SensorToSound;

/// <summary>Plays a percussion pattern at a speed, through an echo. Parameters may be set from any thread, and are heard within a block.</summary>
public sealed class Synth
{
    public const int SampleRate = 44100;
    private const int BlockFrames = 882;             // 20 ms
    private const int StepFrames = SampleRate / 8;   // at speed 1
    private const int EchoFrames = SampleRate * 3 / 8;
    private const float Smoothing = 0.002f;          // of changes, for each frame: no clicks
    private const string Pattern = "B.h.b.hhB..hb.h.";   // big drum, small drum, hat, rest

    private readonly float[] _echo = new float[EchoFrames];
    private readonly DrumVoice _drum = new();
    private double _position;   // frames of the pattern at speed 1
    private int _step = -1;
    private int _echoAt;
    private float _volume, _feedback;

    /// <summary>How fast the pattern runs and how high it sounds, 0.25 to 4.</summary>
    public volatile float Speed = 1;

    /// <summary>How much of the echo is echoed again, 0 to 0.95.</summary>
    public volatile float Feedback;

    /// <summary>How loud it is, 0 to 1.</summary>
    public volatile float Volume = 0.5f;

    /// <summary>Renders blocks at the speed at which they sound, until it is cancelled.</summary>
    public async Task PlayAsync(Action<ReadOnlyMemory<float>> sound, CancellationToken end)
    {
        var block = new float[BlockFrames];
        long rendered = 0;
        var clock = Stopwatch.StartNew();
        using PeriodicTimer timer = new(TimeSpan.FromSeconds((double)BlockFrames / SampleRate));
        try
        {
            while (await timer.WaitForNextTickAsync(end))
            {
                for (; rendered < clock.Elapsed.TotalSeconds * SampleRate; rendered += BlockFrames)
                {
                    Render(block);
                    sound(block);
                }
            }
        }
        catch (OperationCanceledException)
        {
            // The demo is over.
        }
    }

    /// <summary>Renders the next frames.</summary>
    public void Render(Span<float> frames)
    {
        float speed = Speed, feedback = Feedback, volume = Volume;
        foreach (ref float frame in frames)
        {
            _position += speed;
            int step = (int)(_position / StepFrames);
            if (step != _step)
                _drum.Hit(Pattern[(_step = step) % Pattern.Length]);

            _feedback += (feedback - _feedback) * Smoothing;
            _volume += (volume - _volume) * Smoothing;
            float wet = _drum.Next(speed) + _echo[_echoAt] * _feedback;
            _echo[_echoAt] = wet;
            _echoAt = (_echoAt + 1) % EchoFrames;
            frame = MathF.Tanh(wet * _volume);
        }
    }
}
