using LaptopOrchestra;

namespace O2.Actors.Tests.Examples;

public class FrereJacquesTests
{
    private static readonly Score Score = FrereJacques.Compose();

    [Fact]
    public void Each_voice_enters_two_bars_after_the_other()
    {
        Assert.Equal([0, 8, 16, 24], Score.Voices.Select(voice => voice.Notes[0].Beat));
    }

    [Fact]
    public void Each_voice_sings_what_the_first_one_sang_an_octave_lower()
    {
        var subject = Score.Voices[0].Notes;
        foreach (var (voice, i) in Score.Voices.Select((voice, i) => (voice, i)))
        {
            var round = voice.Notes.Where(note => note.Beat < 48).ToList();
            Assert.Equal(
                subject.Take(round.Count).Select(note => (note.Beat + 8 * i, note.Duration, note.Key - 12 * i)),
                round.Select(note => (note.Beat, note.Duration, note.Key)));
        }
    }

    [Fact]
    public void All_four_voices_sound_together_for_half_of_the_piece()
    {
        var bars = Enumerable.Range(0, Score.Bars).Count(bar =>
            Score.Voices.All(voice => voice.Notes.Any(note => note.Beat >= bar * 4 && note.Beat < bar * 4 + 4)));

        Assert.Equal(7, bars);
        Assert.Equal(13, Score.Bars);
    }

    [Fact]
    public void A_voice_never_plays_two_notes_at_once()
    {
        foreach (var voice in Score.Voices)
            Assert.All(voice.Notes.Zip(voice.Notes.Skip(1)), pair => Assert.True(pair.First.End <= pair.Second.Beat));
    }

    [Fact]
    public void Dynamics_grow_and_stay_within_Midi()
    {
        var notes = Score.Voices.SelectMany(voice => voice.Notes).ToList();

        Assert.All(notes, note => Assert.InRange(note.Velocity, 40, 110));
        Assert.Equal(notes.Max(note => note.Beat), notes.MaxBy(note => note.Velocity).Beat);
    }

    [Fact]
    public void It_lasts_less_than_24_seconds_with_an_accelerando_and_a_fermata()
    {
        var tempos = Score.Tempo.Conduct(start: 0).ToList();

        Assert.InRange(new TempoMap(tempos).TimeAt(Score.EndBeat), 20, 24);
        Assert.Equal(132, tempos[0].BeatsPerSecond * 60, precision: 9);
        Assert.Equal(172, tempos.Max(tempo => tempo.BeatsPerSecond) * 60, precision: 9);
        Assert.Single(tempos, tempo => tempo.BeatsPerSecond == 0);
    }
}
