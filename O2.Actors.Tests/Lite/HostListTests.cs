using O2.Lite;
using O2.Protocol;

namespace O2.Actors.Tests.Lite;

public sealed class HostListTests
{
    private static readonly LiteEndpoint A = LiteEndpoint.AtAddress("10.0.0.1", 1000, 2000), B = LiteEndpoint.AtAddress("10.0.0.2", 1000, 2000);
    private readonly HostList _hosts = new(0.25, 8, new Random(1));
    private LocalTime _now = new(500);

    [Fact]
    public void A_host_rests_twice_as_long_after_each_failure_up_to_the_limit()
    {
        _hosts.Add("a", A);
        double expected = 0.25;
        for (int i = 0; i < 10; i++)
        {
            Assert.True(_hosts.TryNext(_now, out _));
            _hosts.OnEnded(_now, A);
            double pause = _hosts.NextAttempt - _now;
            Assert.InRange(pause, expected, expected * 1.25);
            Assert.False(_hosts.TryNext(_now + pause - 0.001, out _));
            _now = _hosts.NextAttempt;
            expected = Math.Min(8, expected * 2);
        }
    }

    [Fact]
    public void Success_makes_the_pauses_short_again()
    {
        _hosts.Add("a", A);
        for (int i = 0; i < 5; i++)
            _hosts.OnEnded(_now, A);
        _hosts.OnAccepted(A);
        _hosts.OnEnded(_now, A);
        Assert.InRange(_hosts.NextAttempt - _now, 0.25, 0.32);
    }

    [Fact]
    public void While_one_host_rests_the_other_is_tried()
    {
        _hosts.Add("a", A);
        _hosts.Add("b", B);
        Assert.True(_hosts.TryNext(_now, out LiteEndpoint? first));
        _hosts.OnEnded(_now, first);
        Assert.True(_hosts.TryNext(_now, out LiteEndpoint? second));
        Assert.NotEqual(first, second);
        _hosts.OnEnded(_now, second);
        Assert.False(_hosts.TryNext(_now, out _));
    }

    [Fact]
    public void A_host_is_not_tried_without_one_of_its_records()
    {
        _hosts.Add("music", A);
        _hosts.Add("music #5", A);
        _hosts.Remove("music");
        Assert.True(_hosts.TryNext(_now, out _));
        _hosts.Remove("music #5");
        Assert.False(_hosts.TryNext(_now, out _));
        Assert.Equal(LocalTime.Never, _hosts.NextAttempt);
        _hosts.OnEnded(_now, A);
        _hosts.Add("music", A);
        Assert.True(_hosts.NextAttempt > _now);   // it still rests
    }

    [Fact]
    public void A_new_search_forgets_all_records_but_the_given_host()
    {
        _hosts.Add("", A);
        _hosts.Add("music", B);
        _hosts.RemoveAllBut("");
        Assert.True(_hosts.TryNext(_now, out LiteEndpoint? host));
        Assert.Equal(A, host);
        _hosts.OnEnded(_now, A);
        Assert.False(_hosts.TryNext(_now, out _));
    }

    [Fact]
    public void A_record_that_describes_another_host_now_no_longer_stands_for_the_first()
    {
        _hosts.Add("music", A);
        _hosts.Add("music", B);
        Assert.True(_hosts.TryNext(_now, out LiteEndpoint? host));
        Assert.Equal(B, host);
        _hosts.OnEnded(_now, B);
        Assert.False(_hosts.TryNext(_now, out _));
    }
}
