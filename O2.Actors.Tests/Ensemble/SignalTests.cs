namespace O2.Actors.Tests.Ensemble;

public sealed class SignalTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly Signal _signal = new(ThreadPoolBackground.Instance);

    [Fact]
    public async Task All_who_wait_go_on_when_it_is_raised_and_only_then()
    {
        Task one = _signal.Next(), two = _signal.Next();
        Assert.False(one.IsCompleted);

        _signal.Raise();

        await Task.WhenAll(one, two).WaitAsync(Patience);
        Assert.False(_signal.Next().IsCompleted);
    }

    [Fact]
    public void It_is_not_kept_for_those_who_come_later()
    {
        _signal.Raise();

        Assert.False(_signal.Next().IsCompleted);
    }

    [Fact]
    public async Task Who_goes_on_holds_up_neither_who_raises_it_nor_another_who_waited()
    {
        using var end = new ManualResetEventSlim();
        Task next = _signal.Next();
        Task blocking = BlockAsync(), other = next.ContinueWith(_ => { }, TaskScheduler.Default);

        _signal.Raise();

        await other.WaitAsync(Patience);
        end.Set();
        await blocking.WaitAsync(Patience);

        async Task BlockAsync()
        {
            await next.ConfigureAwait(false);
            end.Wait(Patience);
        }
    }
}
