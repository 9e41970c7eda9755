using LaptopOrchestra;

namespace MusicAgents;

/// <summary>The drone: holds a fifth on what it heard most in the last two bars, and moves only every other bar.</summary>
public sealed class ClarinetAgent : Agent
{
    public const string Name = "clarinet";
    private const int Octave = 7;
    private readonly Dictionary<int, double> _heard = [];

    public ClarinetAgent(Tempo beat)
        : base(Name, beat)
    {
    }

    protected override void Hear(string who, ScaleNote note)
    {
        var degree = ScaleNote.Fold(note.Degree);
        _heard[degree] = _heard.GetValueOrDefault(degree) + note.Duration;
    }

    protected override void PlayBar(int bar)
    {
        if (bar % 2 != 0 && bar != Bars - 1)
            return;

        var root = bar == Bars - 1 ? 0 : _heard.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).FirstOrDefault().Key;
        var beats = bar >= Bars - 2 ? BeatsPerBar : 2 * BeatsPerBar;
        Play(new ScaleNote(Octave + root, bar * BeatsPerBar, beats * 0.98), 58);
        Play(new ScaleNote(Octave + root + 4, bar * BeatsPerBar, beats * 0.98), 52);
        _heard.Clear();
    }
}
