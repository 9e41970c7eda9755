using LaptopOrchestra;

namespace SensorToSound;

/// <summary>The first ten minutes of the sound.</summary>
public sealed class Recording
{
    private const int MaxFrames = 600 * Synth.SampleRate;
    private readonly List<float> _frames = [];

    public void Add(ReadOnlyMemory<float> block)
    {
        if (_frames.Count + block.Length <= MaxFrames)
            _frames.AddRange(block.Span);
    }

    /// <summary>Writes sensor.wav into a folder and returns its path.</summary>
    public string Write(string folder)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, "sensor.wav");
        var frames = _frames.ToArray();
        using var file = File.Create(path);
        WavFile.Write(file, frames, frames, Synth.SampleRate);
        return path;
    }
}
