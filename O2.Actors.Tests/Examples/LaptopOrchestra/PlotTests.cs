using LaptopOrchestra;

namespace O2.Actors.Tests.Examples;

public class PlotTests
{
    private static readonly Performance Ideal = Performance.Ideal(FrereJacques.Compose(), start: 1000);

    private static readonly Incident[] CrashAndTakeOver =
    [
        new(IncidentKind.Restarted, "player2", 1001), new(IncidentKind.Killed, "player3", 1002), new(IncidentKind.TookOver, "player3", 1003),
    ];

    private static readonly Performance ConductorDied = Ideal with
    {
        Incidents = [new(IncidentKind.Killed, "conductor", 1002), new(IncidentKind.TookOver, "conductor", 1003)],
        Steadiness = [new("player1", 0), new("player2", 0), new("player3", 0), new("player4", 0), new("assistant", 0)],
    };

    [Fact]
    public void An_accident_that_did_not_happen_or_was_not_mended_is_no_success()
    {
        Assert.True(Plot.IsPlayedOut(Accident.None, Ideal));
        Assert.True(Plot.IsPlayedOut(Accident.Crash, Ideal with { Incidents = CrashAndTakeOver }));
        Assert.All(CrashAndTakeOver, missing =>
            Assert.False(Plot.IsPlayedOut(Accident.Crash, Ideal with { Incidents = [.. CrashAndTakeOver.Except([missing])] })));
    }

    [Theory]
    [InlineData(0.0009, true)]
    [InlineData(0.0011, false)]
    public void The_conductor_may_die_but_the_time_must_not_jump_by_more_than_a_millisecond(double step, bool isPlayedOut)
    {
        var performance = ConductorDied with { Steadiness = [.. ConductorDied.Steadiness.Skip(1), new("player1", step)] };

        Assert.Equal(isPlayedOut, Plot.IsPlayedOut(Accident.ConductorDies, performance));
    }

    [Fact]
    public void A_clock_of_which_nothing_is_known_is_not_taken_for_steady() => Assert.All(ConductorDied.Steadiness, missing =>
        Assert.False(Plot.IsPlayedOut(Accident.ConductorDies, ConductorDied with { Steadiness = [.. ConductorDied.Steadiness.Except([missing])] })));

    [Fact]
    public void Whoever_is_to_take_over_is_heard_and_hears_before_the_first_note()
    {
        var victim = Ideal.Score.Voices[2];

        Assert.Contains("standby3", Plot.Roles(Ideal.Score, Accident.Crash));
        Assert.Contains("standby3", Plot.FollowersOfTheBeat(Accident.Crash));
        Assert.Equal(["ear3", "director", "standby3"], Plot.TappersOf(victim, Accident.Crash));
        Assert.Equal(["ear3"], Plot.TappersOf(victim, Accident.ConductorDies));
        Assert.Equal(["listener", "director", "assistant"], Plot.FollowersOfTheBeat(Accident.ConductorDies));
    }

    [Fact]
    public void The_conductor_waits_for_the_audience_if_there_is_to_be_one()
    {
        Assert.Contains("audience", Plot.Roles(Ideal.Score, Accident.None, Admission.Machine));
        Assert.Contains("audience", Plot.FollowersOfTheBeat(Accident.ConductorDies, Admission.Network));
        Assert.DoesNotContain("audience", Plot.FollowersOfTheBeat(Accident.None));
    }
}
