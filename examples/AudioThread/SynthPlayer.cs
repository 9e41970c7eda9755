using O2.Actors;
using O2.Protocol;

namespace AudioThread;

/// <summary>The audio callback: takes from O2 what belongs to the block, computes it, and now and then tells the ensemble how loud it is.</summary>
public sealed class SynthPlayer
{
    private const double SecondsBetweenLevels = 0.02;
    private static readonly O2Address LevelAddress = O2Address.Get("/meter/level");
    private readonly SharedMemoryClient _client;
    private readonly Synth _synth = new();
    private GlobalTime _from;
    private int _frames;
    private int _untilLevel;

    public SynthPlayer(SharedMemoryClient client)
    {
        _client = client;
        client.AddMethod("/synth/note", "iidd", Play);
        client.AddMethod("/synth/brightness", "f", message => _synth.Brightness = message.Single(0));
        client.AddService("synth");
    }

    /// <summary>Messages that were handled.</summary>
    public long Handled { get; private set; }

    /// <summary>Notes that were played.</summary>
    public int Notes { get; private set; }

    /// <summary>Notes that came after the block they belong to, and sounded at once.</summary>
    public int LateNotes { get; private set; }

    /// <summary>Computes the block that begins to be heard at a moment.</summary>
    public void Render(LocalTime start, Span<float> left, Span<float> right)
    {
        _from = _client.GlobalAt(start);
        _frames = left.Length;
        Handled += _client.Poll(_from, _from + (double)_frames / SoundCard.SampleRate);
        _synth.Render(left, right);
        if ((_untilLevel -= _frames) <= 0)
        {
            _client.Send(LevelAddress, _synth.Peak);
            _untilLevel += (int)(SecondsBetweenLevels * SoundCard.SampleRate);
        }
    }

    private void Play(O2MessageView note)
    {
        var frame = (int)Math.Round((note.Time - _from) * SoundCard.SampleRate);
        _synth.Play(Math.Clamp(frame, 0, _frames - 1), note.Int32(0), note.Int32(1), note.Double(2), note.Double(3));
        Notes++;
        LateNotes += note.Lateness > 0 ? 1 : 0;
    }
}
