using O2.Cli;
using O2.Protocol;

namespace O2.Actors.Tests.Cli.Hosting;

public sealed class HostViewTests
{
    private const string Here = "@00000000:c0a80107:1f40";

    private static readonly HostStatus Status = new(
        12.5,
        IsReference: true,
        new HostPorts(8000, 8001, 8080),
        [new BridgeRow("o2lite", "192.168.1.7:8000", "clients find it by the name of the ensemble", 12), new BridgeRow("web", "http://192.168.1.7:8080/", "open it", 1)],
        Broker: null,
        new EnsembleListing("rehearsal", Here, new ClockRow(true, Here, 0, 0), [], [new ServiceRow("lamp", Here, "bridge", new Dictionary<string, string>(), [])]));

    private static readonly BrokerRow Broker = new("broker.example.org:8883", Online: true, 312.5, Relayed: 2, "it does not answer");

    [Fact]
    public void A_terminal_shows_how_to_join_and_who_has() =>
        Assert.Equal(
            """
            host of the ensemble rehearsal, time 12.5 s, as @00000000:c0a80107:1f40
            ports 8000 (TCP), 8001 (UDP), 8080 (web)
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
            """{"time_s":12.5,"is_reference":true,"ports":{"tcp":8000,"udp":8001,"web":8080},"bridges":[{"name":"o2lite","address":"192.168.1.7:8000","clients":12},""", JsonLine.Format(Status));

    [Fact]
    public void A_broker_has_a_row_with_its_state_and_the_processes_that_are_reached_through_it() =>
        Assert.Contains(
            """
            o2lite        12  192.168.1.7:8000          clients find it by the name of the
                                                        ensemble
            web            1  http://192.168.1.7:8080/  open it
            mqtt           2  broker.example.org:8883   broker, online for 5 min; before:
                                                        it does not answer

            """,
            Drawing.Of(HostView.Of(Status with { Broker = Broker }, [])));

    [Fact]
    public void Programs_get_the_broker_too() =>
        Assert.Contains(
            """"broker":{"address":"broker.example.org:8883","online":true,"for_s":312.5,"relayed":2,"last_failure":"it does not answer"}"""",
            JsonLine.Format(Status with { Broker = Broker }));

    [Theory]
    [InlineData(true, 119, null, "broker, online for 119 s")]
    [InlineData(true, 7200, null, "broker, online for 2 h")]
    [InlineData(false, 3, null, "broker, not reached yet, for 3 s")]
    [InlineData(false, 90, "no answer", "broker, not online for 90 s: no answer")]
    public void The_state_of_a_broker_is_told_in_words(bool isOnline, double seconds, string? failure, string words) =>
        Assert.Equal(words, (Broker with { Online = isOnline, Seconds = seconds, LastFailure = failure }).Describe());

    [Theory]
    [InlineData(false, null, "kept by nobody yet")]
    [InlineData(false, "@00000000:c0a80108:1f40", "not yet synchronized with @00000000:c0a80108:1f40")]
    public void Without_a_clock_it_says_so(bool synced, string? reference, string words) =>
        Assert.Equal(words, HostView.DescribeClock(Status with { IsReference = false, Listing = Status.Listing with { Clock = new ClockRow(synced, reference, 0, 0) } }));

    [Fact]
    public void News_are_told_in_words()
    {
        Assert.Equal("web client 4 left: closed by the other side", HostNews.Describe(new BridgeClientLeft("web", 4, "closed by the other side")));
        Assert.Equal("online at the broker localhost:1883", HostNews.Describe(new BrokerStateChanged(new BrokerState("localhost", 1883, IsOnline: true, default, null))));
        Assert.Null(HostNews.Describe(new BrokerStateChanged(new BrokerState("localhost", 1883, IsOnline: false, default, "no answer"))));   // a warning says so
        Assert.Null(HostNews.Describe(new ServiceChanged("synth", ServiceStatus.Remote, Here, "")));
        Assert.Null(HostNews.Describe(new BridgeClientJoined("osc-mixer", 5)));
    }
}
