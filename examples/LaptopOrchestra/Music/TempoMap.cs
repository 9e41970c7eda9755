namespace LaptopOrchestra;

/// <summary>All tempos of a performance that are known so far, in order of time: what a player keeps of the conductor's beat.</summary>
/// <remarks>Not thread-safe: one actor owns it.</remarks>
public sealed class TempoMap
{
    private readonly List<Tempo> _tempos = [];

    public TempoMap()
    {
    }

    public TempoMap(IEnumerable<Tempo> tempos)
    {
        foreach (var tempo in tempos)
            Add(tempo);
    }

    /// <summary>The tempos, the earliest first.</summary>
    public IReadOnlyList<Tempo> Tempos => _tempos;

    /// <summary>Takes in a tempo. It overrules what was announced for its own time and later; one that is known already is no news.</summary>
    public void Add(Tempo tempo)
    {
        if (_tempos.Contains(tempo))
            return;

        _tempos.RemoveAll(known => known.TimeOffset >= tempo.TimeOffset);
        _tempos.Add(tempo);
    }

    /// <summary>The beat at a time; before the first tempo it counts in, with negative beats.</summary>
    /// <exception cref="InvalidOperationException">No tempo is known.</exception>
    public double BeatAt(double time) => TempoAt(time).BeatAt(time);

    /// <summary>The tempo that holds at a time.</summary>
    /// <exception cref="InvalidOperationException">No tempo is known.</exception>
    public Tempo TempoAt(double time)
    {
        var index = _tempos.FindLastIndex(tempo => tempo.TimeOffset <= time);
        return index >= 0 ? _tempos[index] : _tempos.First();
    }

    /// <summary>The first time at which a beat is reached; positive infinity when nobody knows yet: no tempo, or the beat is held.</summary>
    public double TimeAt(double beat)
    {
        for (var i = 0; i < _tempos.Count; i++)
        {
            var time = _tempos[i].TimeAt(beat);
            if (i == _tempos.Count - 1 || time <= _tempos[i + 1].TimeOffset)
                return time;
        }

        return double.PositiveInfinity;
    }
}
