using AudioThread;
using O2.Actors.TestKit;
using O2.Protocol;

namespace O2.Actors.Tests.Examples.AudioThread;

public sealed class SynthPlayerTests : IDisposable
{
    private const int Frames = 64;
    private readonly EnsembleFixture _ensemble = new();
    private readonly O2Process _studio;
    private readonly SharedMemoryClient _client;
    private readonly SynthPlayer _player;

    public SynthPlayerTests()
    {
        _studio = _ensemble.Start();
        _studio.BecomeClockReference();
        _client = _studio.AddSharedMemoryBridge().Connect();
        _player = new SynthPlayer(_client);
        _ensemble.RunUntil(() => _studio.Status("synth") >= 0);
    }

    public void Dispose() => _ensemble.Dispose();

    [Theory]
    [InlineData(0)]
    [InlineData(17)]
    [InlineData(63)]
    [InlineData(64)]
    [InlineData(1000)]
    public void A_note_begins_at_its_very_frame(int frame)
    {
        var start = _client.LocalNow;
        Play(_client.GlobalAt(start) + (double)frame / SoundCard.SampleRate);

        float[] sound = Render(start, blocks: 20);

        Assert.Equal(frame, Array.FindIndex(sound, sample => sample != 0));
        Assert.Equal((1, 0), (_player.Notes, _player.LateNotes));
    }

    [Fact]
    public void A_late_note_begins_at_once_and_is_counted()
    {
        var start = _client.LocalNow;
        Play(_client.GlobalAt(start) + -0.01);

        Assert.NotEqual(0, Render(start, blocks: 1)[0]);
        Assert.Equal((1, 1), (_player.Notes, _player.LateNotes));
    }

    [Fact]
    public void The_ensemble_hears_how_loud_the_synth_is()
    {
        var levels = new List<float>();
        _studio.AddMethod("/meter/level", "f", m => levels.Add(m.Single(0)));
        Play(_client.Now);

        Render(_client.LocalNow, blocks: 100);   // 133 ms, a level every 20
        _ensemble.Advance(0.01);

        Assert.Equal(7, levels.Count);
        Assert.Contains(levels, level => level > 0.01f);
    }

    private void Play(GlobalTime at) => _studio.SendReliable("/synth/note", at, 69, 100, 0.5, 0.0);

    private float[] Render(LocalTime start, int blocks)
    {
        var (left, right) = (new float[blocks * Frames], new float[Frames]);
        for (int block = 0; block < blocks; block++)
            _player.Render(start + block * (double)Frames / SoundCard.SampleRate, left.AsSpan(block * Frames, Frames), right);
        return left;
    }
}
