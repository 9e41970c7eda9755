using O2.Cli;
using O2.Protocol;

namespace O2.Actors.Tests.Cli.Hosting;

public sealed class HostViewTests
{
    private const string Here = "@00000000:c0a80107:1f40";

    private static readonly HostStatus Status = new(
        12.5,
        IsReference: true,
        [new BridgeRow("o2lite", "192.168.1.7:8000", "clients find it by the name of the ensemble", 12), new BridgeRow("web", "http://192.168.1.7:8080/", "open it", 1)],
        new EnsembleListing("rehearsal", Here, new ClockRow(true, Here, 0, 0), [], [new ServiceRow("lamp", Here, "bridge", new Dictionary<string, string>(), [])]));

    [Fact]
    public void A_terminal_shows_how_to_join_and_who_has() =>
        Assert.Equal(
            """
            host of the ensemble rehearsal, time 12.5 s, as @00000000:c0a80107:1f40
            clock kept by this host

            JOIN BY  CLIENTS  AT
            o2lite        12  192.168.1.7:8000          clients find it by the name of the
                                                        ensemble
            web            1  http://192.168.1.7:8080/  open it

            SERVICE  PROCESS                  STATUS  PROPERTIES  TAPPED BY
            lamp     @00000000:c0a80107:1f40  bridge

            PROCESS  STATUS  VIA

            o2lite client 3 joined
            Ctrl-C ends the host.
            """,
            Drawing.Of(HostView.Of(Status, ["o2lite client 3 joined"])));

    [Theory]
    [InlineData(60)]
    [InlineData(50)]
    public void Addresses_stay_in_one_piece_on_a_narrow_terminal(int columns)
    {
        string view = Drawing.Of(HostView.Of(Status, []), columns);

        Assert.Contains("http://192.168.1.7:8080/", view, StringComparison.Ordinal);
        Assert.Contains("192.168.1.7:8000", view, StringComparison.Ordinal);
        Assert.All(view.Split('\n'), line => Assert.True(line.Length <= columns, line));
    }

    [Fact]
    public void Programs_get_an_object() =>
        Assert.StartsWith(
            """{"time_s":12.5,"is_reference":true,"bridges":[{"name":"o2lite","address":"192.168.1.7:8000","clients":12},""", JsonLine.Format(Status));

    [Theory]
    [InlineData(false, null, "kept by nobody yet")]
    [InlineData(false, "@00000000:c0a80108:1f40", "not yet synchronized with @00000000:c0a80108:1f40")]
    public void Without_a_clock_it_says_so(bool synced, string? reference, string words) =>
        Assert.Equal(words, HostView.DescribeClock(Status with { IsReference = false, Listing = Status.Listing with { Clock = new ClockRow(synced, reference, 0, 0) } }));

    [Fact]
    public void News_are_told_in_words()
    {
        Assert.Equal("web client 4 left: closed by the other side", HostNews.Describe(new BridgeClientLeft("web", 4, "closed by the other side")));
        Assert.Null(HostNews.Describe(new ServiceChanged("synth", ServiceStatus.Remote, Here, "")));
        Assert.Null(HostNews.Describe(new BridgeClientJoined("osc-mixer", 5)));
    }
}
