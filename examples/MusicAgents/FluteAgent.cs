using LaptopOrchestra;

namespace MusicAgents;

/// <summary>The response: answers a call of the bassoon with the same rhythm, turned upside down, two octaves higher.</summary>
public sealed class FluteAgent : Agent
{
    public const string Name = "flute";
    private const int TwoOctaves = 14;
    private readonly List<ScaleNote> _call = [];

    public FluteAgent(Tempo beat)
        : base(Name, beat)
    {
    }

    protected override void Hear(string who, ScaleNote note)
    {
        if (who == BassoonAgent.Name)
            _call.Add(note);
    }

    protected override void PlayBar(int bar)
    {
        if (bar == Bars - 1)
            Play(new ScaleNote(TwoOctaves + 4, bar * BeatsPerBar, 4), 76);
        else if (bar % 2 == 1 && _call.Count > 0)
            Answer(_call[0].Degree);

        _call.Clear();
    }

    // It comes to rest on the first degree of the call, so that the last note, which the bassoon goes on from, closes the pair of bars.
    private void Answer(int axis)
    {
        foreach (var note in _call[..^1])
            Play(note with { Degree = TwoOctaves + 4 + 2 * axis - note.Degree, Beat = note.Beat + BeatsPerBar }, 78);

        Play(_call[^1] with { Degree = TwoOctaves + axis + 4 * (_call.Count % 2), Beat = _call[^1].Beat + BeatsPerBar }, 70);
    }
}
