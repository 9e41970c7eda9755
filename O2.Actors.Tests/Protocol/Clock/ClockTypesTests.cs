using O2.Protocol;

namespace O2.Actors.Tests.Protocol.Clock;

public sealed class ClockTypesTests
{
    [Theory]
    [InlineData(0.0, true)]
    [InlineData(-1.0, true)]
    [InlineData(double.NaN, true)]
    [InlineData(double.NegativeInfinity, true)]
    [InlineData(double.Epsilon, false)]
    [InlineData(12.25, false)]
    [InlineData(double.PositiveInfinity, false)]
    public void Timestamps_that_are_not_above_zero_are_immediate(double seconds, bool immediate) =>
        Assert.Equal(immediate, new GlobalTime(seconds).IsImmediate);

    [Fact]
    public void Times_are_ordered_and_their_difference_is_in_seconds()
    {
        GlobalTime a = new(10), b = a + 2.5;
        Assert.True(a < b && b > a && a <= b && b >= a);
        Assert.True(a.CompareTo(b) < 0);
        Assert.Equal(2.5, b - a);
        Assert.Equal(a, b - 2.5);
        LocalTime c = new(10), d = c + 2.5;
        Assert.True(c < d && d > c && c <= d && d >= c);
        Assert.Equal(2.5, d - c);
        Assert.Equal(c, LocalTime.Min(c, d));
        Assert.Equal(c, LocalTime.Min(LocalTime.Never, c));
    }

    [Fact]
    public void Times_print_alike_in_every_culture() =>
        Assert.Equal("1234567.250000", new GlobalTime(1234567.25).ToString());
}
