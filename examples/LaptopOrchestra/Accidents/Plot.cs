namespace LaptopOrchestra;

/// <summary>Who is on stage, what goes wrong and when, and who has to hear whom before the first note.</summary>
public static class Plot
{
    private const int BeatsPerBar = 4;

    /// <summary>The service by which the director follows the piece to find the moment of an accident.</summary>
    public const string Director = "director";

    /// <summary>The conductor, as a program and as the one whom the listener is told of.</summary>
    public const string Conductor = "conductor";

    /// <summary>The player whose handler throws.</summary>
    public const int CrashingPlayer = 2;

    /// <summary>In bar 4, off the beat.</summary>
    public const double CrashBeat = 3 * BeatsPerBar + 1.5;

    /// <summary>The player whose program is killed, between two notes.</summary>
    public const int KilledPlayer = 3;

    /// <summary>From bar 6 on.</summary>
    public const double KillBeat = 5 * BeatsPerBar;

    /// <summary>In bar 5, off the beat.</summary>
    public const double ConductorDiesBeat = 4 * BeatsPerBar + 1.5;

    /// <summary>The programs of the evening; the conductor comes last.</summary>
    public static IEnumerable<string> Roles(Score score, Accident accident, Admission admission = Admission.Closed) =>
        [Listener.Service, .. score.Voices.Select(voice => voice.Player), .. StandBys(accident), .. Audiences(admission), Conductor];

    /// <summary>Who taps the beat besides the players.</summary>
    public static IEnumerable<string> FollowersOfTheBeat(Accident accident, Admission admission = Admission.Closed) =>
        accident == Accident.None ? [Listener.Service, .. Audiences(admission)] : [Listener.Service, Director, .. StandBys(accident), .. Audiences(admission)];

    /// <summary>Who taps a player.</summary>
    public static IEnumerable<string> TappersOf(Voice voice, Accident accident) =>
        accident == Accident.Crash && voice.Number == KilledPlayer
            ? [Listener.EarOf(voice), Director, .. StandBys(accident)]
            : [Listener.EarOf(voice)];

    /// <summary>Whether everything that was to go wrong did, and was mended.</summary>
    public static bool IsPlayedOut(Accident accident, Performance performance)
    {
        bool Happened(IncidentKind kind, string who) => performance.Incidents.Any(incident => incident.Kind == kind && incident.Who == who);
        bool WasSteady(string who) => performance.Steadiness.Any(clock => clock.Who == who && clock.IsSteady);
        bool WasReplaced(string who) => Happened(IncidentKind.Killed, who) && Happened(IncidentKind.TookOver, who);
        return accident switch
        {
            Accident.Crash => Happened(IncidentKind.Restarted, Voice.PlayerOf(CrashingPlayer)) && WasReplaced(Voice.PlayerOf(KilledPlayer)),
            Accident.ConductorDies => WasReplaced(Conductor) && Clocks(performance.Score).All(WasSteady),
            _ => true,
        };
    }

    /// <summary>Whose clock goes on when the conductor's program is gone.</summary>
    private static IEnumerable<string> Clocks(Score score) => [.. score.Voices.Select(voice => voice.Player), Assistant.Service];

    private static IEnumerable<string> Audiences(Admission admission) => admission == Admission.Closed ? [] : [Audience.Service];

    private static IEnumerable<string> StandBys(Accident accident) => accident switch
    {
        Accident.Crash => [StandBy.ServiceOf(KilledPlayer)],
        Accident.ConductorDies => [Assistant.Service],
        _ => [],
    };
}
