namespace SensorToSound;

/// <summary>One drum after the other: a falling tone and noise, both of which fade.</summary>
internal sealed class DrumVoice
{
    private uint _noise = 1;
    private float _phase, _pitch, _tone, _hiss, _toneFade, _hissFade;

    /// <summary>Hits <c>B</c>, the big drum, <c>b</c>, the small one, or <c>h</c>, the hat; any other character is a rest.</summary>
    public void Hit(char drum)
    {
        (_pitch, _tone, _hiss, _toneFade, _hissFade) = drum switch
        {
            'B' => (120f, 0.9f, 0.1f, 0.9997f, 0.995f),
            'b' => (220f, 0.6f, 0.4f, 0.9995f, 0.9993f),
            'h' => (0f, 0f, 0.3f, 0f, 0.9985f),
            _ => (_pitch, _tone, _hiss, _toneFade, _hissFade),
        };
    }

    /// <summary>The next frame, played at a speed.</summary>
    public float Next(float speed)
    {
        _phase += _pitch * speed / Synth.SampleRate;
        _phase -= MathF.Floor(_phase);
        _pitch *= 0.99993f;
        _tone *= _toneFade;
        _hiss *= _hissFade;
        _noise = _noise * 1664525 + 1013904223;
        return _tone * MathF.Sin(MathF.Tau * _phase) + _hiss * ((_noise >> 8) / 8388608f - 1);
    }
}
