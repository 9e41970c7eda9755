using O2.Protocol;

namespace O2.Actors.Tests.Gateways;

public sealed class InboundBudgetTests
{
    private static readonly O2Message Message = O2Message.Create("/a", GlobalTime.Immediately, reliable: true, new byte[1000]);
    private static readonly int Fitting = (InboundBudget.LimitBytes / (InboundBudget.MessageBytes + Message.WireLength)) + 1;

    [Fact]
    public void A_reader_pauses_when_the_budget_is_used_up_and_goes_on_when_half_is_free()
    {
        int resumed = 0;
        var budget = new InboundBudget(() => resumed++);
        Take(budget, Fitting - 1);
        Assert.False(budget.TryPause());
        Take(budget, 1);
        Assert.True(budget.TryPause());

        Release(budget, Fitting / 2);
        Assert.Equal(0, resumed);
        Release(budget, 1);
        Assert.Equal(1, resumed);
        Release(budget, Fitting - (Fitting / 2) - 1);
        Assert.Equal((1, 0), (resumed, budget.Waiting));
    }

    [Fact]
    public void A_long_address_counts_as_well_as_long_arguments()
    {
        var budget = new InboundBudget();
        budget.Take(O2Message.Create("/a" + new string('/', 60_000), GlobalTime.Immediately, reliable: true));

        Assert.InRange(budget.Waiting, 60_000, 61_000);
    }

    [Fact]
    public void Nobody_is_told_who_has_not_paused()
    {
        int resumed = 0;
        var budget = new InboundBudget(() => resumed++);

        Take(budget, Fitting);
        Release(budget, Fitting);

        Assert.Equal(0, resumed);
    }

    [Fact]
    public async Task No_pause_is_forgotten_when_everything_is_handled_meanwhile()
    {
        for (int round = 0; round < 2000; round++)
        {
            using var resumed = new SemaphoreSlim(0);
            var budget = new InboundBudget(() => resumed.Release());
            Take(budget, Fitting);
            var handling = Task.Run(() => Release(budget, Fitting));

            if (budget.TryPause())
                Assert.True(await resumed.WaitAsync(TimeSpan.FromSeconds(20)), $"round {round}");
            await handling;
        }
    }

    private static void Take(InboundBudget budget, int messages)
    {
        for (int i = 0; i < messages; i++)
            budget.Take(Message);
    }

    private static void Release(InboundBudget budget, int messages)
    {
        for (int i = 0; i < messages; i++)
            budget.Release(Message);
    }
}
