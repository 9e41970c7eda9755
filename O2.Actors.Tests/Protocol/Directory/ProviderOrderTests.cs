using O2.Protocol;
using static O2.Actors.Tests.Protocol.Directory.DirectoryFixture;

namespace O2.Actors.Tests.Protocol.Directory;

public class ProviderOrderTests
{
    private const string Own = ServiceName.Process;

    [Fact]
    public void R3_47_Own_first_then_a_remote_of_any_name_leaves_own_active()
    {
        DirectoryFixture o2 = new(Low, High);
        o2.OfferOwn("dup");
        o2.Offer(Low, "dup");
        Assert.Equal(Own, o2.Active("dup"));
        o2.Offer(High, "dup");
        Assert.Equal(Own, o2.Active("dup"));
    }

    [Fact]
    public void R3_47_Remote_first_then_own_with_a_lower_name_leaves_the_remote_active()
    {
        DirectoryFixture o2 = new(High);
        o2.Offer(High, "dup");
        o2.OfferOwn("dup");

        Assert.Equal(High.Text, o2.Active("dup"));
        Assert.NotNull(o2.Entry("dup").Own);
    }

    [Fact]
    public void R3_47_Remote_first_then_own_with_a_higher_name_makes_own_active()
    {
        DirectoryFixture o2 = new(Low);
        o2.Offer(Low, "dup");
        o2.OfferOwn("dup");

        Assert.Equal(Own, o2.Active("dup"));
        Assert.Equal(2, o2.Entry("dup").Providers.Length);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void R3_47_Of_two_remotes_the_higher_name_is_active(bool higherFirst)
    {
        DirectoryFixture o2 = new(Low, High);
        o2.Offer(higherFirst ? High : Low, "dup");
        o2.Offer(higherFirst ? Low : High, "dup");

        Assert.Equal(High.Text, o2.Active("dup"));
    }

    [Fact]
    public void R3_47_When_the_active_one_goes_own_takes_over_else_the_highest_name()
    {
        DirectoryFixture o2 = new(Lowest, Low, High, Highest);
        o2.Offer(Lowest, "dup");
        o2.Offer(Highest, "dup");
        o2.Offer(Low, "dup");
        o2.Offer(High, "dup");
        o2.OfferOwn("dup");
        Assert.Equal(Highest.Text, o2.Active("dup"));

        o2.Withdraw(Highest, "dup");
        Assert.Equal(Own, o2.Active("dup"));
        o2.Directory.TryRemove("dup");
        Assert.Equal(High.Text, o2.Active("dup"));
        o2.Withdraw(High, "dup");
        Assert.Equal(Low.Text, o2.Active("dup"));
        o2.Withdraw(Low, "dup");
        Assert.Equal(Lowest.Text, o2.Active("dup"));
        o2.Withdraw(Lowest, "dup");
        Assert.Null(o2.Active("dup"));
        Assert.False(o2.Directory.Snapshot.TryGetService("dup", out _));
    }

    [Fact]
    public void R3_47_The_clock_service_follows_the_same_rule()
    {
        DirectoryFixture reference = new(High);
        reference.OfferOwn(ServiceName.Clock);
        reference.Offer(High, ServiceName.Clock);
        Assert.Equal(Own, reference.Active(ServiceName.Clock));

        DirectoryFixture follower = new(Low, High);
        follower.Offer(Low, ServiceName.Clock);
        follower.Offer(High, ServiceName.Clock);
        Assert.Equal(High.Text, follower.Active(ServiceName.Clock));
    }

    [Theory]
    [InlineData(ProviderKind.Local)]
    [InlineData(ProviderKind.Bridge)]
    [InlineData(ProviderKind.Osc)]
    public void R3_48_Local_first_stays_active_whether_here_or_behind_a_bridge(ProviderKind kind)
    {
        DirectoryFixture o2 = new(Highest);
        o2.Directory.TryAdd("dup", kind);
        Assert.True(ProviderOrder.LocalFirstStaysActive(o2.Entry("dup").Active!));

        o2.Offer(Highest, "dup");

        Assert.Equal(Own, o2.Active("dup"));
    }

    [Fact]
    public void R3_48_Only_the_first_provider_enjoys_the_rule()
    {
        DirectoryFixture o2 = new(High);
        o2.Offer(High, "dup");

        Assert.False(ProviderOrder.LocalFirstStaysActive(o2.Entry("dup").Active!));
    }

    [Fact]
    public void All_processes_that_offer_nothing_agree_whatever_the_order_of_events()
    {
        ProcessName[] others = [Lowest, Low, High, Highest];
        Random random = new(3);
        for (int round = 0; round < 200; round++)
        {
            DirectoryFixture o2 = new(others);
            HashSet<ProcessName> offering = [];
            for (int i = 0; i < 12; i++)
            {
                ProcessName process = others[random.Next(others.Length)];
                if (offering.Add(process))
                {
                    o2.Offer(process, "dup");
                }
                else
                {
                    offering.Remove(process);
                    o2.Withdraw(process, "dup");
                }

                Assert.Equal(offering.Max()?.Text, o2.Active("dup"));
                Assert.Equal(offering.Order(), offering.Count == 0 ? [] : o2.Entry("dup").Providers.Select(p => p.Process!).Order());
            }
        }
    }
}
