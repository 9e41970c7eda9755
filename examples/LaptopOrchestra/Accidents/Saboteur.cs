using Akka.Actor;
using O2.Actors;
using O2.Protocol;

namespace LaptopOrchestra;

/// <summary>The service <c>director</c>: follows the piece by taps and kills a program at the moment that the plot says.</summary>
/// <remarks>
/// A player is killed between two notes, and that is judged by what was heard: half-way from a note that has come to the next one, and only
/// if that moment was not missed. Else the next note gives the next chance.
/// </remarks>
public sealed class Saboteur : O2ServiceActor
{
    private const double LatestShareOfGap = 0.75;
    private readonly Voice _victim;
    private readonly Score _score;
    private readonly Action<string> _kill;
    private readonly TempoMap _tempo = new();
    private bool _isDone;

    public static Props PropsFor(DemoOptions options, Action<string> kill) => Props.Create(() => new Saboteur(options.Score, options.Accident, kill));

    public Saboteur(Score score, Accident accident, Action<string> kill)
    {
        _score = score;
        _victim = score.Voices[Plot.KilledPlayer - 1];
        _kill = kill;
        Method("/tempo", "dtd", message => _tempo.Add(TempoMessage.Read(message)));     // tapped from /beat/tempo
        Method("/start", "d", _ => { });                                                // tapped from the victim, as all below
        Method("/released", null, _ => { });
        Method("/stop", "", _ => { });
        Method("/played", "itt", OnPlayed);
        Method("/between", "i", OnBetween);
        Method("/conductor", "", _ => Kill(Plot.Conductor));
        if (accident == Accident.ConductorDies)
            Method("/tempo", "dtd", message => OnFirstTempo(TempoMessage.Read(message)));
    }

    private void OnPlayed(O2MessageView message)
    {
        var index = message.Int32(0);
        if (!_isDone && _victim.Notes[index].Beat >= Plot.KillBeat && index + 1 < _victim.Notes.Count)
            O2.Send($"/{Plot.Director}/between", new GlobalTime(InGap(index, 0.5)), index);
    }

    private void OnBetween(O2MessageView message)
    {
        if (!_isDone && O2.Now.Seconds < InGap(message.Int32(0), LatestShareOfGap))
            Kill(_victim.Player);
    }

    // The first tempo and the score say when everything comes.
    private void OnFirstTempo(Tempo tempo)
    {
        if (tempo.BeatOffset == 0)
        {
            var plan = new TempoMap(_score.Tempo.Conduct(tempo.TimeOffset));
            O2.Send($"/{Plot.Director}/conductor", new GlobalTime(plan.TimeAt(Plot.ConductorDiesBeat)));
        }
    }

    private double InGap(int index, double share) =>
        _tempo.TimeAt(_victim.Notes[index].Beat * (1 - share) + _victim.Notes[index + 1].Beat * share);

    private void Kill(string name)
    {
        _isDone = true;
        _kill(name);
        new Incident(IncidentKind.Killed, name, O2.Now.Seconds).Report(O2);
    }
}
