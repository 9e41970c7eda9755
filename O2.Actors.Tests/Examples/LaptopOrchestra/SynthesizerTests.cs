using LaptopOrchestra;

namespace O2.Actors.Tests.Examples;

public class SynthesizerTests
{
    private static readonly SoundingNote A4 = new(Start: 0.5, End: 1.5, Key: 69, Velocity: 90, Instruments.Flute);

    [Fact]
    public void Silence_until_the_onset_then_sound_then_silence()
    {
        var sound = Synthesizer.Render([A4]);

        Assert.Equal(0, Loudness(sound.Left, 0, 0.5));
        Assert.InRange(Loudness(sound.Left, 0.6, 1.5), 0.05, 1);
        Assert.InRange(Loudness(sound.Left, 3.0, 3.1), 0, 0.001);
    }

    [Fact]
    public void A4_sounds_at_440_Hz()
    {
        var sound = Synthesizer.Render([A4]);

        Assert.True(Strength(sound.Left, 440) > 10 * Strength(sound.Left, 415.3));
        Assert.True(Strength(sound.Left, 440) > 10 * Strength(sound.Left, 466.2));
    }

    [Fact]
    public void Pan_puts_an_instrument_on_its_side()
    {
        var left = Synthesizer.Render([A4 with { Instrument = Instruments.Celesta }]);
        var right = Synthesizer.Render([A4]);

        Assert.True(Loudness(left.Left, 0.5, 1) > 1.5 * Loudness(left.Right, 0.5, 1));
        Assert.True(Loudness(right.Right, 0.5, 1) > 1.5 * Loudness(right.Left, 0.5, 1));
    }

    [Fact]
    public void Many_loud_notes_do_not_clip()
    {
        var chord = Enumerable.Range(40, 40).Select(key => A4 with { Key = key, Velocity = 127, Instrument = Instruments.Bassoon });

        Assert.Equal(0.89f, Synthesizer.Render([.. chord]).Peak, tolerance: 0.0001f);
    }

    [Fact]
    public void No_notes_give_silence()
    {
        Assert.Equal(0, Synthesizer.Render([]).Peak);
    }

    private static double Loudness(float[] samples, double from, double to)
    {
        var part = samples[(int)(from * StereoBuffer.SampleRate)..Math.Min(samples.Length, (int)(to * StereoBuffer.SampleRate))];
        return Math.Sqrt(part.Average(sample => (double)sample * sample));
    }

    // Magnitude of one frequency between 0.6 s and 1.4 s.
    private static double Strength(float[] samples, double hertz)
    {
        double real = 0, imaginary = 0;
        for (var i = (int)(0.6 * StereoBuffer.SampleRate); i < 1.4 * StereoBuffer.SampleRate; i++)
        {
            var (sine, cosine) = Math.SinCos(2 * Math.PI * hertz * i / StereoBuffer.SampleRate);
            real += samples[i] * cosine;
            imaginary += samples[i] * sine;
        }

        return Math.Sqrt(real * real + imaginary * imaginary);
    }
}
