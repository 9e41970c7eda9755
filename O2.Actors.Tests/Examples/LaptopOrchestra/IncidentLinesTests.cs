using LaptopOrchestra;

namespace O2.Actors.Tests.Examples;

public class IncidentLinesTests
{
    private static readonly Performance Ideal = Performance.Ideal(FrereJacques.Compose(), start: 1000);
    private static readonly double Bar4 = Ideal.Tempo.TimeAt(13.5);

    [Fact]
    public void A_calm_evening_has_nothing_to_tell()
    {
        Assert.Empty(IncidentLines.Of(Ideal with { Steadiness = [new Steadiness("player1", 0.5)] }));
    }

    [Fact]
    public void It_tells_place_victim_duration_and_how_the_clock_ran()
    {
        var lines = IncidentLines.Of(Ideal with
        {
            Incidents =
            [
                new Incident(IncidentKind.Restarted, "player2", Bar4, 0.00025),
                new Incident(IncidentKind.Killed, "player3", Bar4 + 2),
                new Incident(IncidentKind.TookOver, "player3", Bar4 + 2.0125),
                new Incident(IncidentKind.Killed, "conductor", Bar4 + 3),
            ],
            Steadiness = [new Steadiness("player1", 0.00001), new Steadiness("assistant", 0.00002)],
        });

        Assert.Equal(
        [
            "  bar  4, beat 2.5   player2    threw an exception; restarted in 0.25 ms",
            "  bar  5, beat 3.2   player3    was killed; its stand-by took over after 12.5 ms; next note 0.00 ms late",
            "  bar  6, beat 1.6   conductor  was killed; nobody took over",
            "  the ensemble's time moved by at most 0.020 ms between two looks (assistant)",
            "",
        ], lines);
    }
}
