using LaptopOrchestra;

namespace O2.Actors.Tests.Examples;

public class ReportTableTests
{
    private static readonly Gathering Gathering = new("canon-7f3a", PlayersFound: 4, DiscoverySeconds: 0.414, SyncSeconds: 0.77);

    [Fact]
    public void A_perfect_performance_reads_like_this()
    {
        var ideal = Performance.Ideal(FrereJacques.Compose(), start: 1000);

        Assert.Equal("""
              ensemble          canon-7f3a
              players found     4
              to discovery      0.41 s   (all players)
              to clock sync     0.77 s   (all players)
              music             22.4 s, 13 bars

                                                        lateness, ms
              player   instrument   notes  lost  doubled    p50      p99      max
              player1  celesta         49     0        0    0.000    0.000    0.000
              player2  flute           43     0        0    0.000    0.000    0.000
              player3  clarinet        35     0        0    0.000    0.000    0.000
              player4  bassoon         29     0        0    0.000    0.000    0.000
              all                     156     0        0    0.000    0.000    0.000

              spread between players,  41 common onsets    0.000    0.000    0.000

              Every note was played exactly once: 156 of 156.
            """, ReportTable.Format(ideal, Gathering), ignoreLineEndingDifferences: true);
    }

    [Fact]
    public void A_lost_note_is_said_aloud()
    {
        var log = new NotesLog();
        log.AddPlayed(new PlayedNote("player1", 0, 1000, 1000));
        var score = FrereJacques.Compose();

        var table = ReportTable.Format(Performance.Of(score, new TempoMap(score.Tempo.Conduct(1000)), log), Gathering);

        Assert.Contains("NOT every note was played exactly once: 155 lost, 0 doubled.", table);
    }
}
