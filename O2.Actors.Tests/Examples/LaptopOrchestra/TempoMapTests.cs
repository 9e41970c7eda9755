using LaptopOrchestra;

namespace O2.Actors.Tests.Examples;

public class TempoMapTests
{
    [Fact]
    public void A_tempo_that_comes_a_second_time_on_a_longer_way_overrules_nothing()
    {
        var map = new TempoMap([new Tempo(0, 100, 1), new Tempo(4, 104, 2)]);

        map.Add(new Tempo(0, 100, 1));

        Assert.Equal(2, map.Tempos.Count);
    }

    [Fact]
    public void Beat_and_time_are_each_others_inverse_across_tempo_changes()
    {
        var map = new TempoMap([new Tempo(0, 100, 2), new Tempo(8, 104, 4), new Tempo(12, 105, 1)]);

        foreach (var (time, beat) in new[] { (99.0, -2.0), (100, 0), (102, 4), (104, 8), (104.5, 10), (105, 12), (109, 16) })
        {
            Assert.Equal(beat, map.BeatAt(time));
            Assert.Equal(time, map.TimeAt(beat));
        }
    }

    [Fact]
    public void A_held_beat_is_reached_when_the_hold_begins_and_the_next_one_after_it()
    {
        var map = new TempoMap([new Tempo(0, 10, 1), new Tempo(3, 13, 0), new Tempo(3, 15, 1)]);

        Assert.Equal(13, map.TimeAt(3));
        Assert.Equal(3, map.BeatAt(14.9));
        Assert.Equal(16, map.TimeAt(4));
    }

    [Fact]
    public void Nobody_knows_when_a_held_beat_goes_on_until_the_conductor_says_so()
    {
        var map = new TempoMap([new Tempo(0, 10, 1), new Tempo(3, 13, 0)]);
        Assert.Equal(double.PositiveInfinity, map.TimeAt(3.5));

        map.Add(new Tempo(3, 15, 1));
        Assert.Equal(15.5, map.TimeAt(3.5));
    }

    [Fact]
    public void A_tempo_overrules_what_was_announced_for_its_time_and_later()
    {
        var map = new TempoMap([new Tempo(0, 10, 1), new Tempo(4, 14, 2), new Tempo(8, 16, 3)]);

        map.Add(new Tempo(2, 12, 4));

        Assert.Equal([new Tempo(0, 10, 1), new Tempo(2, 12, 4)], map.Tempos);
    }

    [Fact]
    public void Without_a_tempo_no_beat_is_ever_reached()
    {
        Assert.Equal(double.PositiveInfinity, new TempoMap().TimeAt(0));
        Assert.Throws<InvalidOperationException>(() => new TempoMap().BeatAt(1));
    }
}
