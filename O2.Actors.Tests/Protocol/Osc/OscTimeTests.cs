using O2.Protocol;
using O2.Protocol.Osc;

namespace O2.Actors.Tests.Protocol.Osc;

public sealed class OscTimeTests
{
    private const double OneTag = 1 / 4294967296.0;

    [Theory]
    [InlineData("1900-01-01T00:00:00Z", 0x00000000_00000000)]
    [InlineData("1970-01-01T00:00:00Z", 0x83AA7E80_00000000)]
    [InlineData("2026-01-01T12:00:00.5Z", 0xED00E040_80000000)]
    [InlineData("2036-02-07T06:28:16.25Z", 0x00000000_40000000)]
    public void A_date_becomes_seconds_since_1900_modulo_an_era(string date, ulong tag) =>
        Assert.Equal(tag, OscTimeBase.TagOf(DateTime.Parse(date, null, System.Globalization.DateTimeStyles.AdjustToUniversal) - DateTime.UnixEpoch));

    [Theory]
    [InlineData(0.001)]
    [InlineData(12.5)]
    [InlineData(86_400.123456)]
    public void Times_come_back_within_the_precision_of_both(double seconds)
    {
        GlobalTime there = new(seconds);

        Assert.Equal(seconds, OscWire.Times.ToGlobal(OscWire.Times.ToTag(there)).Seconds, 2 * OneTag);
    }

    [Fact]
    public void Times_beyond_the_end_of_an_era_are_as_good_as_others()
    {
        OscTimeBase times = OscTimeBase.At(new GlobalTime(100), new DateTime(2036, 2, 7, 6, 28, 15, DateTimeKind.Utc) - DateTime.UnixEpoch);

        ulong tag = times.ToTag(new GlobalTime(102));

        Assert.Equal(1u, tag >> 32);
        Assert.Equal(102, times.ToGlobal(tag).Seconds);
        Assert.Equal(99, times.ToGlobal(times.ToTag(new GlobalTime(99))).Seconds);
    }

    [Fact]
    public void R5_28_Immediately_is_tag_1_both_ways()
    {
        foreach (OscTimeBase times in (OscTimeBase[])[OscWire.Times, OscWire.NoClock])
        {
            Assert.Equal(1ul, times.ToTag(GlobalTime.Immediately));
            Assert.Equal(1ul, times.ToTag(new GlobalTime(-5)));
            Assert.Equal(GlobalTime.Immediately, times.ToGlobal(1));
        }
    }

    [Fact]
    public void A_time_at_the_turn_of_an_era_does_not_mean_at_once()
    {
        OscTimeBase times = OscTimeBase.At(new GlobalTime(100), new DateTime(2036, 2, 7, 6, 28, 15, DateTimeKind.Utc) - DateTime.UnixEpoch);

        Assert.Equal(101, times.ToGlobal(times.ToTag(new GlobalTime(101))).Seconds, 2 * OneTag);
    }

    [Fact]
    public void A_time_that_no_tag_can_hold_becomes_a_late_one()
    {
        foreach (double seconds in (double[])[1e12, double.MaxValue, double.PositiveInfinity])
            Assert.True(OscWire.Times.ToGlobal(OscWire.Times.ToTag(new GlobalTime(seconds))).Seconds > 1e9);
    }

    [Fact]
    public void While_the_clocks_agree_within_a_millisecond_the_base_stays_so_that_distances_are_exact()
    {
        var keeper = new OscTimeKeeper();
        OscTimeBase first = keeper.Update(new GlobalTime(100), OscWire.Noon);

        OscTimeBase second = keeper.Update(new GlobalTime(110), OscWire.Noon + TimeSpan.FromSeconds(10.0009));

        Assert.Equal(first, second);
        Assert.Equal(10ul << 32, second.ToTag(new GlobalTime(120)) - first.ToTag(new GlobalTime(110)));
    }

    [Fact]
    public void When_they_have_drifted_apart_the_base_follows()
    {
        var keeper = new OscTimeKeeper();
        keeper.Update(new GlobalTime(100), OscWire.Noon);

        OscTimeBase times = keeper.Update(new GlobalTime(110), OscWire.Noon + TimeSpan.FromSeconds(10.002));

        Assert.Equal(110, times.ToGlobal(OscTimeBase.TagOf(OscWire.Noon + TimeSpan.FromSeconds(10.002))).Seconds, 1e-6);
    }

    [Fact]
    public void The_base_becomes_known_with_the_clock()
    {
        var keeper = new OscTimeKeeper();

        Assert.False(keeper.Update(GlobalTime.Unknown, OscWire.Noon).IsKnown);
        Assert.True(keeper.Update(new GlobalTime(0), OscWire.Noon).IsKnown);
    }
}
