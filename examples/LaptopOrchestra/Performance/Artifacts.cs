namespace LaptopOrchestra;

/// <summary>The files that a performance leaves: sound, MIDI file and picture.</summary>
public static class Artifacts
{
    private const double LeadInSeconds = 0.25;

    /// <summary>Writes the three files into a directory, which it creates, and returns the path of the WAV.</summary>
    /// <param name="directory">The directory.</param>
    /// <param name="performance">What was played.</param>
    /// <param name="name">Name of the files, without <c>.wav</c>, <c>.mid</c> and <c>.svg</c>.</param>
    public static string Write(string directory, Performance performance, string name = "canon")
    {
        Directory.CreateDirectory(directory);
        var wav = Path.Combine(directory, $"{name}.wav");
        using (var stream = File.Create(wav))
            WavFile.Write(stream, Synthesizer.Render(performance.ToSound(LeadInSeconds)));

        using (var stream = File.Create(Path.Combine(directory, $"{name}.mid")))
            MidiFile.Write(stream, performance);

        File.WriteAllText(Path.Combine(directory, $"{name}.svg"), PianoRoll.Draw(performance));
        return wav;
    }
}
