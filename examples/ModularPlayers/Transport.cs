namespace ModularPlayers;

/// <summary>Where the music is: position, tempo, playing or not. Times are seconds on any one clock, positions are beats from 0.</summary>
/// <remarks>Not thread-safe: one actor owns it.</remarks>
public sealed class Transport
{
    private double _beat;
    private double _since;

    public bool IsPlaying { get; private set; }

    public double BeatsPerMinute { get; private set; } = 120;

    /// <summary>The position at a time.</summary>
    public double BeatAt(double time) => IsPlaying ? _beat + (time - _since) * BeatsPerMinute / 60 : _beat;

    /// <summary>When a position is reached, while it plays.</summary>
    public double TimeAt(double beat) => _since + (beat - _beat) * 60 / BeatsPerMinute;

    public void Start(double time) => Change(time, () => IsPlaying = true);

    public void Stop(double time) => Change(time, () => IsPlaying = false);

    public void SetTempo(double time, double beatsPerMinute) => Change(time, () => BeatsPerMinute = beatsPerMinute);

    public void SetPosition(double time, double beat) => Change(time, () => _beat = beat);

    // A change never moves the position by itself.
    private void Change(double time, Action change)
    {
        _beat = BeatAt(time);
        _since = time;
        change();
    }
}
