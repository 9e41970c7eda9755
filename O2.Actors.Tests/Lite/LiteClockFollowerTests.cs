using O2.Lite;
using O2.Protocol;

namespace O2.Actors.Tests.Lite;

public sealed class LiteClockFollowerTests
{
    private readonly LiteClockFollower _follower = new();
    private LocalTime _now = new(1000);

    [Fact]
    public void Questions_are_spaced_as_by_the_reference()
    {
        _follower.Start(_now);
        List<double> asked = [];
        while (asked.Count < 22)
        {
            _now = _follower.NextDeadline;
            Assert.True(_follower.TryAsk(_now, out int number));
            Assert.Equal(asked.Count + 1, number);
            asked.Add(Math.Round(_now.Seconds - 1000.05, 3));
            _follower.HandleAnswer(_now, number, new(50));
        }

        Assert.Equal([0, .1, .2, .3, .4, .5, .6, .7, .8, .9, 1, 1.5, 2, 2.5, 3, 3.5, 4, 4.5, 5, 15, 25, 35], asked);
    }

    [Fact]
    public void A_client_that_has_no_time_yet_goes_on_asking_each_half_second()
    {
        _follower.Start(_now);
        while (_now.Seconds < 1020)
        {
            _now = _follower.NextDeadline;
            Assert.True(_follower.TryAsk(_now, out _));
        }

        Assert.Equal(0.5, _follower.NextDeadline - _now, 6);
    }

    [Fact]
    public void D4_23_The_client_is_synchronized_from_the_fifth_reply()
    {
        _follower.Start(_now);
        for (int i = 1; i <= 5; i++)
        {
            Assert.False(_follower.IsSynchronized);
            Assert.Equal(GlobalTime.Unknown, _follower.At(_now));
            Assert.Equal(i == 5, Answer(roundTrip: 0.004, offset: -990));
        }

        Assert.True(_follower.IsSynchronized);
        Assert.Equal(_now.Seconds - 990, _follower.At(_now).Seconds, 6);
        Assert.Equal(0.004, _follower.RoundTrip, 6);
    }

    [Fact]
    public void The_fastest_of_the_last_five_replies_counts()
    {
        _follower.Start(_now);
        Answer(0.100, -990.3);
        Answer(0.002, -990);
        Answer(0.100, -989.7);
        Answer(0.050, -990.1);
        Answer(0.100, -989.7);
        Assert.Equal(-990, _follower.Offset, 6);
    }

    [Theory]
    [InlineData(0.0005, 0.0005)]
    [InlineData(-0.0005, -0.0005)]
    [InlineData(0.0019, 0.0019)]
    [InlineData(0.005, 0.002)]
    [InlineData(-0.005, -0.002)]
    public void D4_24_An_offset_within_what_the_round_trip_allows_moves_by_at_most_2_ms(double error, double moved)
    {
        Synchronize(roundTrip: 0.010, offset: -990);
        Answer(0.009, -990 + error);
        Assert.Equal(-990 + moved, _follower.Offset, 6);
    }

    [Theory]
    [InlineData(0.050, 0.041)]
    [InlineData(-0.050, -0.041)]
    public void An_offset_outside_of_what_the_round_trip_allows_jumps_to_its_edge(double error, double moved)
    {
        Synchronize(roundTrip: 0.010, offset: -990);
        Answer(0.009, -990 + error);
        Assert.Equal(-990 + moved, _follower.Offset, 6);
    }

    [Fact]
    public void D4_22_Times_keep_their_precision_after_hours()
    {
        _now = new(1_000_000);
        _follower.Start(_now);
        for (int i = 0; i < 5; i++)
            Answer(0, 500_000);
        Assert.Equal(1_500_100.000_01, _follower.At(new(1_000_100.000_01)).Seconds, 6);
        Assert.NotEqual(_follower.At(new(1_000_100.000_01)), _follower.At(new(1_000_100.000_02)));
    }

    [Fact]
    public void Answers_to_older_questions_second_ones_and_such_without_a_time_are_ignored()
    {
        _follower.Start(_now);
        for (int i = 1; i <= 5; i++)
        {
            _now = _follower.NextDeadline;
            _follower.TryAsk(_now, out int number);
            Assert.False(_follower.HandleAnswer(_now, number - 1, new(50)));
            Assert.False(_follower.HandleAnswer(_now, number, new(double.NaN)));
            Assert.False(_follower.HandleAnswer(_now, number, GlobalTime.Unknown));
            Assert.False(_follower.HandleAnswer(_now, number, new(double.PositiveInfinity)));
            Assert.Equal(i == 5, _follower.HandleAnswer(_now, number, new(50)));
            Assert.False(_follower.HandleAnswer(_now, number, new(50)));
        }
    }

    [Fact]
    public void A_new_start_forgets_all_answers_and_does_not_take_those_to_earlier_questions()
    {
        Synchronize(0.01, -990);
        _now = _follower.NextDeadline;
        Assert.True(_follower.TryAsk(_now, out int earlier));
        _follower.Start(_now);
        Assert.False(_follower.IsSynchronized);
        Assert.Equal(0, _follower.RoundTrip);
        Assert.False(_follower.HandleAnswer(_now, earlier, new(50)));
        for (int i = 1; i <= 5; i++)
            Assert.Equal(i == 5, Answer(0.01, -900));
        Assert.Equal(-900, _follower.Offset, 6);
    }

    private void Synchronize(double roundTrip, double offset)
    {
        _follower.Start(_now);
        for (int i = 0; i < 5; i++)
            Answer(roundTrip, offset);
    }

    private bool Answer(double roundTrip, double offset)
    {
        _now = _follower.NextDeadline;
        Assert.True(_follower.TryAsk(_now, out int number));
        LocalTime arrival = _now + roundTrip;
        return _follower.HandleAnswer(arrival, number, new(_now.Seconds + roundTrip / 2 + offset));
    }
}
