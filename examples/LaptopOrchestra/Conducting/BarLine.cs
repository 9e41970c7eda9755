namespace LaptopOrchestra;

/// <summary>The line that the conductor says at the beginning of a bar.</summary>
public static class BarLine
{
    /// <summary>For example <c>bar  5   ♩ = 140   celesta  flute  clarinet</c>.</summary>
    /// <param name="bar">From 0; the line counts from 1.</param>
    public static string Format(Score score, TempoMap tempo, int bar)
    {
        var first = bar * score.BeatsPerBar;
        var playing = score.Voices.Select(voice =>
        {
            var name = voice.Instrument.Name;
            return voice.Notes.Any(note => note.Beat >= first && note.Beat < first + score.BeatsPerBar) ? name : new string(' ', name.Length);
        });
        var beatsPerMinute = 60 * tempo.TempoAt(tempo.TimeAt(first)).BeatsPerSecond;
        return $"bar {bar + 1,2}   ♩ = {beatsPerMinute:F0}   {string.Join("  ", playing)}".TrimEnd();
    }
}
