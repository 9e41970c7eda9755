namespace LaptopOrchestra;

/// <summary>Where things are in the picture, in pixels: one time axis for all strips, one pitch axis for the roll.</summary>
public sealed class Layout
{
    public const double Width = 1280;
    public const double Left = 72;
    public const double Right = Width - 92;
    public const double TempoTop = 112;
    public const double TempoHeight = 54;
    public const double RollTop = 196;
    public const double KeyHeight = 8;
    public const double LaneHeight = 34;
    private const double Margin = 26;
    private readonly Performance _performance;
    private readonly double _pixelsPerSecond;
    private readonly int _lowestKey;
    private readonly int _highestKey;

    public Layout(Performance performance)
    {
        _performance = performance;
        _pixelsPerSecond = (Right - Left) / (performance.End - performance.Start);
        _lowestKey = performance.Score.Voices.Min(voice => voice.Notes.Min(note => note.Key)) - 2;
        _highestKey = performance.Score.Voices.Max(voice => voice.Notes.Max(note => note.Key)) + 3;
    }

    /// <summary>The keys of the roll, the lowest first.</summary>
    public IEnumerable<int> Keys => Enumerable.Range(_lowestKey, _highestKey - _lowestKey + 1);

    public double RollBottom => Key(_lowestKey) + KeyHeight;

    public double LanesTop => RollBottom + 66;

    public double Height => LanesTop + LaneHeight * _performance.Score.Voices.Count + Margin;

    /// <summary>Horizontal place of a global time in seconds.</summary>
    public double Time(double seconds) => Left + (seconds - _performance.Start) * _pixelsPerSecond;

    /// <summary>Upper edge of a key's row.</summary>
    public double Key(int key) => RollTop + (_highestKey - key) * KeyHeight;

    /// <summary>Zero line of a voice's lateness.</summary>
    public double Lane(Voice voice) => LanesTop + LaneHeight * voice.Number - 4;
}
