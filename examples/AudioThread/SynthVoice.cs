using System.Numerics;

namespace AudioThread;

/// <summary>One string: each partial is a rotating phasor, the upper ones fade sooner.</summary>
internal sealed class SynthVoice(int partials)
{
    private const double HalfLifeFrames = 0.35 * SoundCard.SampleRate;
    private readonly Complex[] _phasors = new Complex[partials];
    private readonly Complex[] _turns = new Complex[partials];
    private int _wait;
    private int _sound;
    private float _envelope;
    private float _left;
    private float _right;

    public void Start(int wait, int sound, double cyclesPerFrame, float left, float right)
    {
        (_wait, _sound, _envelope, _left, _right) = (wait, sound, 1, left, right);
        for (var i = 0; i < _phasors.Length; i++)
        {
            _phasors[i] = Complex.One;
            var cycles = cyclesPerFrame * (i + 1);
            _turns[i] = cycles < 0.45 ? Complex.FromPolarCoordinates(Math.Pow(0.5, (i + 1) / HalfLifeFrames), 2 * Math.PI * cycles) : Complex.Zero;
        }
    }

    public void AddTo(Span<float> left, Span<float> right, ReadOnlySpan<float> levels, float brightness, float release)
    {
        var first = Math.Min(_wait, left.Length);
        _wait -= first;
        for (var i = first; i < left.Length && _envelope > 0; i++)
        {
            var sample = 0f;
            for (var partial = 0; partial < _phasors.Length; partial++)
            {
                _phasors[partial] *= _turns[partial];
                sample += (float)_phasors[partial].Imaginary * levels[partial] * (partial == 0 ? 1 : brightness);
            }

            left[i] += sample * _envelope * _left;
            right[i] += sample * _envelope * _right;
            _envelope -= --_sound < 0 ? release : 0;
        }
    }
}
