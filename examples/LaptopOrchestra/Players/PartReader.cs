namespace LaptopOrchestra;

/// <summary>A player's eye on its part: reads onsets and releases in order, as far ahead as it is asked to.</summary>
/// <remarks>Not thread-safe: one actor owns it.</remarks>
public sealed class PartReader
{
    private readonly List<NoteEvent> _events;
    private int _next;

    public PartReader(Voice voice) => _events =
    [
        .. voice.Notes
            .SelectMany((note, i) => new[] { new NoteEvent(note.Beat, i, true, note), new NoteEvent(note.End, i, false, note) })
            .OrderBy(e => e.Beat).ThenBy(e => e.IsOnset),   // on one beat, releases first
    ];

    /// <summary>Goes to the first event at or behind a beat.</summary>
    public void Seek(double beat)
    {
        var found = _events.FindIndex(e => e.Beat >= beat);
        _next = found < 0 ? _events.Count : found;
    }

    /// <summary>Reads the next event if it comes before a time.</summary>
    /// <param name="tempo">The beat as it is known now.</param>
    /// <param name="until">Global time in seconds.</param>
    /// <param name="noteEvent">What to do.</param>
    /// <param name="time">When to do it, global time in seconds.</param>
    /// <returns>False when the next event comes later, when nobody knows when it comes, or at the end of the part.</returns>
    public bool TryRead(TempoMap tempo, double until, out NoteEvent noteEvent, out double time)
    {
        noteEvent = _next < _events.Count ? _events[_next] : default;
        time = _next < _events.Count ? tempo.TimeAt(noteEvent.Beat) : double.PositiveInfinity;
        if (time >= until)
            return false;

        _next++;
        return true;
    }
}
