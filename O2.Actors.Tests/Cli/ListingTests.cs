using O2.Cli;
using O2.Protocol;

namespace O2.Actors.Tests.Cli;

public sealed class ListingTests
{
    private const string Here = "@7f000001:7f000001:1f40";
    private const string There = "@7f000001:7f000001:1f41";

    private static readonly EnsembleListing Empty = new("orchestra", Here, new ClockRow(false, null, 0, 0), [], []);

    private static readonly EnsembleListing Duo = new(
        "orchestra",
        Here,
        new ClockRow(true, There, -0.0021, 0.0004),
        [new ProcessRow(There, "remote", "direct")],
        [
            new ServiceRow("oboe", There, "remote", new Dictionary<string, string> { ["type"] = "player", ["voice"] = "2" }, [new TapRow("ear", Here)]),
            new ServiceRow("tuba", null, "unknown", new Dictionary<string, string>(), [new TapRow("ear", Here)]),
        ]);

    [Fact]
    public void Text_has_a_table_of_processes_and_one_of_services() =>
        Assert.Equal(
            """
            ensemble  orchestra
            this is   @7f000001:7f000001:1f40
            clock     synchronized with @7f000001:7f000001:1f41: offset -0.002100 s, round trip 0.40 ms

            PROCESS                  STATUS  VIA
            @7f000001:7f000001:1f41  remote  direct

            SERVICE  PROCESS                  STATUS   PROPERTIES           TAPPED BY
            oboe     @7f000001:7f000001:1f41  remote   type:player voice:2  ear
            tuba     -                        unknown                       ear

            """,
            Text(Duo));

    [Fact]
    public void Text_says_what_is_missing() =>
        Assert.Equal(
            """
            ensemble  orchestra
            this is   @7f000001:7f000001:1f40
            clock     no clock reference

            no other processes

            no services

            """,
            Text(Empty));

    [Fact]
    public void Json_has_the_documented_names() =>
        Assert.Equal(
            """
            {"ensemble":"orchestra","self":"@7f000001:7f000001:1f40",
            "clock":{"synced":true,"reference":"@7f000001:7f000001:1f41","offset_s":-0.0021,"rtt_s":0.0004},
            "processes":[{"name":"@7f000001:7f000001:1f41","status":"remote","via":"direct"}],
            "services":[{"name":"oboe","process":"@7f000001:7f000001:1f41","status":"remote","properties":{"type":"player","voice":"2"},
            "taps":[{"tapper":"ear","process":"@7f000001:7f000001:1f40"}]},
            {"name":"tuba","process":null,"status":"unknown","properties":{},"taps":[{"tapper":"ear","process":"@7f000001:7f000001:1f40"}]}]}
            """.ReplaceLineEndings(""),
            JsonLine.Format(Duo));

    [Fact]
    public void A_service_is_one_row_with_its_provider_and_all_its_taps()
    {
        ServiceListing[] rows =
        [
            new("_cs", ServiceStatus.Remote, There, null, ServiceProperties.Empty),
            new(There, ServiceStatus.Remote, There, null, ServiceProperties.Empty),
            new("oboe", ServiceStatus.Remote, There, null, ServiceProperties.FromWire(";type:player;")),
            new("oboe", ServiceStatus.Tap, Here, "ear", null),
            new("oboe", ServiceStatus.Tap, There, "tape", null),
        ];

        var service = Assert.Single(EnsembleListing.Group(rows, _ => ServiceStatus.RemoteNoTime));

        Assert.Equal(("oboe", There, "remote-no-time"), (service.Name, service.Process, service.Status));
        Assert.Equal("player", service.Properties["type"]);
        Assert.Equal([new TapRow("ear", Here), new TapRow("tape", There)], service.Taps);
    }

    private static string Text(EnsembleListing listing)
    {
        var output = new StringWriter { NewLine = "\n" };
        ListingText.Write(output, listing);
        return output.ToString();
    }
}
