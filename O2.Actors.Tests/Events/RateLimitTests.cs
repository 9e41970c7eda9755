using O2.Protocol;

namespace O2.Actors.Tests.Events;

public sealed class RateLimitTests
{
    [Fact]
    public void Some_pass_at_once_then_so_many_a_second_and_the_others_are_counted()
    {
        var limit = new RateLimit(burst: 2, perSecond: 1);
        var now = new LocalTime(1000);

        bool[] passed = [.. Enumerable.Range(0, 5).Select(_ => limit.TryPass(now, out int _))];
        Assert.Equal([true, true, false, false, false], passed);
        Assert.False(limit.TryPass(now + 0.5, out _));
        Assert.True(limit.TryPass(now + 1.5, out int heldBack));
        Assert.Equal(4, heldBack);
        Assert.True(limit.TryPass(now + 60, out heldBack));
        Assert.Equal(0, heldBack);
        Assert.True(limit.TryPass(now + 60, out _));
        Assert.False(limit.TryPass(now + 60, out _));
    }
}
