namespace O2.Actors.Tests.Gateways;

public sealed class AcceptedConnectionsTests
{
    private readonly AcceptedConnections _accepted = new();
    private readonly FakeConnection _first = new(), _second = new(), _late = new();

    [Fact]
    public void The_oldest_is_taken_first()
    {
        Assert.True(_accepted.TryAdd(_first) && _accepted.TryAdd(_second));

        Assert.True(_accepted.TryTake(out var taken) && ReferenceEquals(_first, taken));
        Assert.True(_accepted.TryTake(out taken) && ReferenceEquals(_second, taken));
        Assert.False(_accepted.TryTake(out _));
    }

    [Fact]
    public void Nothing_that_was_not_taken_or_comes_too_late_stays_open()
    {
        _accepted.TryAdd(_first);
        _accepted.TryAdd(_second);
        _accepted.TryTake(out _);

        _accepted.Dispose();

        Assert.Equal((false, true), (_first.IsDisposed, _second.IsDisposed));
        Assert.False(_accepted.TryAdd(_late));
        Assert.True(_late.IsDisposed);
    }
}
