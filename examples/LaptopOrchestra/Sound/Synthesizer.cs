using System.Numerics;

namespace LaptopOrchestra;

/// <summary>Renders notes by additive synthesis: every partial is a rotating phasor, steered every <see cref="Block"/> frames.</summary>
public static class Synthesizer
{
    private const int Block = 32;
    private const double VibratoHertz = 5.2;
    private const float FullScale = 0.89f;   // -1 dB: room for the filters of players and converters
    private const double TailSeconds = 1.6;

    /// <summary>Renders the notes into a small room, peak at -1 dB, with a second and a half for the last one to fade.</summary>
    public static StereoBuffer Render(IReadOnlyCollection<SoundingNote> notes)
    {
        var seconds = notes.Select(note => note.End).DefaultIfEmpty().Max() + TailSeconds;
        var buffer = new StereoBuffer((int)(seconds * StereoBuffer.SampleRate));
        foreach (var note in notes)
            Add(buffer, note);

        new Room().Process(buffer);
        buffer.Normalize(FullScale);
        return buffer;
    }

    private static void Add(StereoBuffer buffer, SoundingNote note)
    {
        var timbre = note.Instrument.Timbre;
        var first = (int)(note.Start * StereoBuffer.SampleRate);
        var seconds = note.End - note.Start + timbre.Release;
        var frames = Math.Min((int)(seconds * StereoBuffer.SampleRate), buffer.Frames - first);
        var mono = new float[frames];
        foreach (var partial in timbre.Partials)
            AddPartial(mono, note, partial);

        ApplyEnvelope(mono, timbre, note.End - note.Start);
        var angle = (note.Instrument.Pan + 1) * Math.PI / 4;   // equal power
        MixInto(buffer.Left.AsSpan(first, frames), mono, (float)Math.Cos(angle));
        MixInto(buffer.Right.AsSpan(first, frames), mono, (float)Math.Sin(angle));
    }

    private static void AddPartial(Span<float> mono, SoundingNote note, Partial partial)
    {
        var hertz = 440 * Math.Pow(2, (note.Key - 69) / 12.0) * partial.Ratio;
        if (hertz > StereoBuffer.SampleRate * 0.45)
            return;

        var loudness = note.Velocity / 127.0;
        var amplitude = note.Instrument.Gain * partial.Level * Math.Pow(loudness, 1.6 + 0.08 * partial.Ratio);   // softer is duller
        var fade = Math.Pow(0.001, 1 / (partial.Decay * StereoBuffer.SampleRate));
        var phasor = new Complex(amplitude, 0);
        for (var start = 0; start < mono.Length; start += Block)
        {
            var bend = Bend(note.Instrument.Timbre.Vibrato, (double)start / StereoBuffer.SampleRate);
            var turn = Complex.FromPolarCoordinates(fade, 2 * Math.PI * hertz * bend / StereoBuffer.SampleRate);
            foreach (ref var sample in mono[start..Math.Min(start + Block, mono.Length)])
            {
                sample += (float)phasor.Imaginary;
                phasor *= turn;
            }
        }
    }

    private static double Bend(double cents, double seconds) =>
        Math.Pow(2, cents / 1200 * Math.Min(1, seconds / 0.4) * Math.Sin(2 * Math.PI * VibratoHertz * seconds));

    private static void ApplyEnvelope(Span<float> mono, Timbre timbre, double held)
    {
        for (var i = 0; i < mono.Length; i++)
        {
            var time = (double)i / StereoBuffer.SampleRate;
            var attack = Math.Min(1, time / timbre.Attack);
            var release = Math.Clamp(1 - (time - held) / timbre.Release, 0, 1);
            mono[i] *= (float)(attack * release * release);
        }
    }

    private static void MixInto(Span<float> channel, ReadOnlySpan<float> mono, float gain)
    {
        for (var i = 0; i < mono.Length; i++)
            channel[i] += mono[i] * gain;
    }
}
