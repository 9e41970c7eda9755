using OscOverInternet;

namespace O2.Actors.Tests.Examples.OscOverInternet;

public sealed class OscOverInternetTests
{
    private const int Messages = 200;

    [Fact]
    public async Task Over_a_line_that_loses_a_fifth_of_all_packets_OSC_alone_loses_messages_and_OSC_through_O2_none()
    {
        var options = InternetOptions.Parse([$"--messages={Messages}", "--rate=1000", "--loss=20", "--latency=5", "--jitter=5"]);

        var (alone, through, taken) = await Concert.PlayAsync(options);

        Assert.Equal((Messages, 0, 0, 0), (through.Arrived, through.Lost, through.Overtaken, through.Doubled));
        Assert.Equal(Messages, taken);
        Assert.InRange(alone.Lost, 1, Messages - 1);
    }

    /// <summary>A fifth of a million packets: five seconds of sending, more on a busy machine, where the sender waits.</summary>
    [Fact]
    public async Task With_its_defaults_a_hundred_thousand_messages_arrive_each_once_and_in_order()
    {
        var (alone, through, taken) = await Concert.PlayAsync(InternetOptions.Parse([])).WaitAsync(TimeSpan.FromMinutes(3));

        Assert.Equal((100_000, 0, 0, 0), (through.Arrived, through.Lost, through.Overtaken, through.Doubled));
        Assert.Equal(100_000, taken);
        Assert.InRange(alone.Lost, 1_000, 99_000);
        Assert.InRange(alone.Overtaken, 1_000, 99_000);
    }

    [Fact]
    public async Task The_program_prints_a_row_for_each_way()
    {
        await using var program = ChildProcess.OfExample(Path.Combine(AppContext.BaseDirectory, "OscOverInternet.dll"), $"--messages={Messages}", "--rate=1000");

        Assert.Equal(0, await program.WaitForExitAsync());
        Assert.DoesNotContain("WARNING", program.Output);
        Assert.Contains("OSC alone             200 ", program.Output);
        Assert.Contains("OSC through O2        200       200        0           0 ", program.Output);
    }

    [Fact]
    public void A_tally_tells_what_is_missing_what_was_overtaken_and_how_long_it_took()
    {
        Tally tally = new(sent: 5);
        foreach (int number in (int[])[0, 2, 1, 2, 4])
            tally.Take(number, TimeSpan.FromMilliseconds(10 * (number + 1)));

        Assert.Equal((4, 1, 1, 1, false), (tally.Arrived, tally.Lost, tally.Overtaken, tally.Doubled, tally.IsComplete));
        Assert.Equal((20, 50), (tally.Delay(0.5), tally.Delay(1)));
    }

    [Fact]
    public void What_a_stream_loses_comes_later()
    {
        LineQuality good = new(LatencyMs: 10, JitterMs: 0, Loss: 0), bad = good with { Loss = 0.5 };
        Random random = new(1);

        Assert.All(Enumerable.Range(0, 100), _ => Assert.Equal((10, 10), (good.Stream(random).TotalMilliseconds, good.Datagram(random)!.Value.TotalMilliseconds)));
        var delays = Enumerable.Range(0, 100).Select(_ => bad.Stream(random).TotalMilliseconds).ToList();
        Assert.All(delays, delay => Assert.Equal(0, (delay - 10) % 50));
        Assert.True(delays.Distinct().Count() > 2);
        Assert.Contains(Enumerable.Range(0, 100).Select(_ => bad.Datagram(random)), delay => delay is null);
    }

    [Theory]
    [InlineData("--loss=51")]
    [InlineData("--loss=-1")]
    [InlineData("--messages=0")]
    [InlineData("--rate=20001")]
    [InlineData("--speed=1")]
    [InlineData("--loss")]
    public void Options_that_make_no_sense_are_named(string option) =>
        Assert.Contains(option, Assert.Throws<ArgumentException>(() => InternetOptions.Parse([option])).Message);
}
