namespace O2.Actors.Tests.Examples;

/// <summary>Runs examples/PublishSubscribe as users do: a publisher and two subscribers, each a process of its own.</summary>
public class PublishSubscribeTests
{
    private static readonly string Program = Path.Combine(AppContext.BaseDirectory, "PublishSubscribe.dll");
    private static readonly string Ensemble = $"tilt-{Environment.ProcessId}";

    [Fact]
    public async Task Every_subscriber_gets_every_value_in_order()
    {
        await using var lamp = ChildProcess.OfExample(Program, "subscribe", "lamp", Ensemble);
        await using var filter = ChildProcess.OfExample(Program, "subscribe", "filter", Ensemble);
        await using var publisher = ChildProcess.OfExample(Program, "publish", "2", Ensemble);

        Assert.Equal(0, await publisher.WaitForExitAsync());
        Assert.Equal(0, await lamp.WaitForExitAsync());
        Assert.Equal(0, await filter.WaitForExitAsync());

        Assert.Equal(["lamp listens", .. Values("lamp")], lamp.Output.Split('\n'));
        Assert.Equal(["filter listens", .. Values("filter")], filter.Output.Split('\n'));
    }

    [Fact]
    public async Task Without_a_role_it_says_which_there_are()
    {
        await using var program = ChildProcess.OfExample(Program);

        Assert.Equal(2, await program.WaitForExitAsync());
        Assert.Contains("subscribe NAME", program.Output);
    }

    private static IEnumerable<string> Values(string subscriber) => Enumerable.Range(1, 10).Select(i => $"{subscriber}: {9 * i} degrees");
}
