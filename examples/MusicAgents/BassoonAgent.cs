using LaptopOrchestra;

namespace MusicAgents;

/// <summary>The bass line: calls in every other bar, from where the last answer ended, and walks in fifths below the answers.</summary>
/// <remarks>Its memory is its own: after the restart it begins on the root again, until it has heard the next answer.</remarks>
public sealed class BassoonAgent : Agent
{
    public const string Name = "bassoon";

    /// <summary>The bar in which it fails, from 0: behind its own notes, before the others'.</summary>
    public const int FailingBar = 6;

    private static readonly (double Beat, double Length, int Step)[][] Calls =
    [
        [(0, 1, 0), (1, 0.5, 2), (1.5, 0.5, 3), (2, 1, 4), (3, 1, 2)],
        [(0, 0.5, 0), (0.5, 0.5, 1), (1, 1, 2), (2, 0.5, 4), (2.5, 0.5, 5), (3, 1, 4)],
        [(0, 1.5, 4), (1.5, 0.5, 3), (2, 1, 2), (3, 1, 0)],
    ];

    private int _root;

    public BassoonAgent(Tempo beat)
        : base(Name, beat)
    {
    }

    protected override void Hear(string who, ScaleNote note)
    {
        if (who == FluteAgent.Name)
            _root = ScaleNote.Fold(note.Degree);
    }

    protected override void PlayBar(int bar)
    {
        var beat = (double)bar * BeatsPerBar;
        if (bar == Bars - 1)
        {
            Play(new ScaleNote(0, beat, 4), 84);
        }
        else if (bar % 2 == 0)
        {
            foreach (var (offset, length, step) in Calls[bar / 2 % Calls.Length])
                Play(new ScaleNote(_root + step, beat + offset, length * 0.9), offset == 0 ? 92 : 80);
        }
        else
        {
            Play(new ScaleNote(_root, beat, 1.8), 72);
            Play(new ScaleNote(_root > 3 ? _root - 3 : _root + 4, beat + 2, 1.8), 68);
        }

        if (bar == FailingBar)
            throw new InvalidOperationException("the reed broke");
    }
}
