using O2.Cli;
using O2.Protocol;

namespace O2.Actors.Tests.Cli;

public sealed class LiveViewTests
{
    private const string Here = "@7f000001:7f000001:1f40";
    private const string There = "@7f000001:7f000001:1f41";

    [Fact]
    public void A_listing_fits_into_eighty_columns() =>
        Assert.Equal(
            """
            orchestra: 1 other process, 2 services, time 12.5 s
            clock synchronized with @7f000001:7f000001:1f41: offset -0.002100 s, round trip
            0.40 ms

            PROCESS                  STATUS  VIA
            @7f000001:7f000001:1f41  remote  direct

            SERVICE  PROCESS                  STATUS   PROPERTIES   TAPPED BY
            oboe     @7f000001:7f000001:1f41  remote   type:player  ear
            tuba     -                        unknown               ear

            Ctrl-C ends.
            """,
            Drawing.Of(ListingView.Of(
                new EnsembleListing(
                    "orchestra", Here, new ClockRow(true, There, -0.0021, 0.0004), [new ProcessRow(There, "remote", "direct")],
                    [
                        new ServiceRow("oboe", There, "remote", new Dictionary<string, string> { ["type"] = "player" }, [new TapRow("ear", Here)]),
                        new ServiceRow("tuba", null, "unknown", new Dictionary<string, string>(), [new TapRow("ear", Here)]),
                    ]),
                new GlobalTime(12.5))));

    [Fact]
    public void A_clock_shows_its_facts_and_all_who_follow() =>
        Assert.Equal(
            """
            clock of the ensemble orchestra
            reference   @7f000001:7f000001:1f41
            time        12.500 s
            offset      -0.002100 s from the local clock
            round trip  0.400 ms to the reference; so we are right within 0.100 ms
            drift       +9.6 ppm: microseconds that the reference gains in a second

            PROCESS                  CLOCK      AHEAD OF US, MS  ITS ROUND TRIP, MS
            @7f000001:7f000001:1f41  reference           +0.012                   -
            @7f000001:7f000001:1f42  follower            -0.050               0.350
            @7f000001:7f000001:1f43  no-clock                 -                   -

            Ctrl-C ends.
            """,
            Drawing.Of(ClockView.Of(new ClockReport("orchestra", Here, 12.5, true, There, -0.0021, 0.0004, 0.0001, 9.6,
            [
                new FollowerRow(There, FollowerRow.Reference, 0.000012, 0, 0.0002),
                new FollowerRow("@7f000001:7f000001:1f42", FollowerRow.Follower, -0.00005, 0.00035, 0.0002),
                new FollowerRow("@7f000001:7f000001:1f43", FollowerRow.NoClock, null, null, null),
            ]))));

    [Theory]
    [InlineData(true, There, "time 12.500 s  reference @7f000001:7f000001:1f41  offset -0.002100 s  round trip 0.400 ms  drift +9.6 ppm")]
    [InlineData(true, null, "time 12.500 s  reference gone  offset -0.002100 s  round trip 0.400 ms  drift +9.6 ppm")]
    [InlineData(false, There, "not yet synchronized with @7f000001:7f000001:1f41")]
    [InlineData(false, null, "no clock reference")]
    public void A_clock_on_one_line(bool synced, string? reference, string line) =>
        Assert.Equal(line, ClockText.Line(new ClockReport("orchestra", Here, synced ? 12.5 : null, synced, reference, -0.0021, 0.0004, 0.0001, 9.6, [])));
}
