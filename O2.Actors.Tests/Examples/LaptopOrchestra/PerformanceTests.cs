using LaptopOrchestra;

namespace O2.Actors.Tests.Examples;

public class PerformanceTests
{
    private static readonly Score Score = FrereJacques.Compose();
    private static readonly TempoMap Tempo = new(Score.Tempo.Conduct(start: 100));

    [Fact]
    public void Spread_is_the_distance_between_the_first_and_the_last_of_a_common_onset()
    {
        var log = new NotesLog();
        log.AddPlayed(new PlayedNote("player1", 0, 100, 100.25));                                // beat 0, alone
        log.AddPlayed(new PlayedNote("player1", 46, Tempo.TimeAt(48), Tempo.TimeAt(48) + 0.5));   // the coda's first chord
        log.AddPlayed(new PlayedNote("player2", 40, Tempo.TimeAt(48), Tempo.TimeAt(48) + 0.125));

        var performance = Performance.Of(Score, Tempo, log);

        Assert.Equal(0.375, Assert.Single(performance.Spreads()), precision: 9);
        Assert.Equal([0.25, 0.5, 0.125], performance.Notes.Select(note => Math.Round(note.Lateness, 9)));
    }

    [Fact]
    public void A_note_ends_when_it_was_released_else_where_the_beat_says()
    {
        var log = new NotesLog();
        log.AddPlayed(new PlayedNote("player1", 0, 100, 100));
        log.AddPlayed(new PlayedNote("player1", 1, 101, 101));
        log.AddReleased(new ReleasedNote("player1", 1, 101.75));

        var notes = Performance.Of(Score, Tempo, log).Notes;

        Assert.Equal(Tempo.TimeAt(0.9), notes[0].Released);
        Assert.Equal(101.75, notes[1].Released);
    }

    [Fact]
    public void A_note_that_comes_after_its_planned_end_is_short_and_can_be_rendered()
    {
        var log = new NotesLog();
        log.AddPlayed(new PlayedNote("player1", 0, 100, 105));

        var performance = Performance.Of(Score, Tempo, log);

        Assert.Equal(105, Assert.Single(performance.Notes).Released);
        Assert.True(Synthesizer.Render(performance.ToSound(leadIn: 0)).Frames > 0);
    }

    [Fact]
    public void An_ideal_performance_is_perfect_and_never_late()
    {
        var ideal = Performance.Ideal(Score, start: 100);

        Assert.True(ideal.Verdict.IsPerfect);
        Assert.All(ideal.Notes, note => Assert.Equal(0, note.Lateness));
        Assert.All(ideal.Spreads(), spread => Assert.Equal(0, spread));
        Assert.Equal(100, ideal.Start);
    }

    [Fact]
    public void Sound_begins_after_the_lead_in()
    {
        var first = Performance.Ideal(Score, start: 100).ToSound(leadIn: 0.25).MinBy(note => note.Start);

        Assert.Equal(0.25, first.Start);
        Assert.Equal(Instruments.Celesta, first.Instrument);
    }
}
