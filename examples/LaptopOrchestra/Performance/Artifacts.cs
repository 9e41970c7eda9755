namespace LaptopOrchestra;

/// <summary>The files that a performance leaves: <c>canon.wav</c>, <c>canon.mid</c> and <c>canon.svg</c>.</summary>
public static class Artifacts
{
    private const double LeadInSeconds = 0.25;

    /// <summary>Writes the three files into a directory, which it creates, and returns the path of the WAV.</summary>
    public static string Write(string directory, Performance performance)
    {
        Directory.CreateDirectory(directory);
        var wav = Path.Combine(directory, "canon.wav");
        using (var stream = File.Create(wav))
        {
            WavFile.Write(stream, Synthesizer.Render(performance.ToSound(LeadInSeconds)));
        }

        using (var stream = File.Create(Path.Combine(directory, "canon.mid")))
        {
            MidiFile.Write(stream, performance);
        }

        File.WriteAllText(Path.Combine(directory, "canon.svg"), PianoRoll.Draw(performance));
        return wav;
    }
}
