using Akka.Actor;
using O2.Actors;
using O2.Protocol;

namespace LaptopOrchestra;

/// <summary>The service <c>standbyN</c>: knows by taps what the player knows, so that it can go on in the middle of a phrase.</summary>
/// <remarks>
/// A copy of <c>/player3/played</c> comes to it as <c>/standby3/played</c>. What the player said before its end arrives before the news of
/// that end, so nothing that sounded is missing on the desk that the stand-by's own player gets.
/// </remarks>
public sealed class StandByActor : O2ServiceActor
{
    private readonly Voice _voice;
    private readonly TaskCompletionSource _stopped;
    private Desk? _desk;   // null: handed over to our own player

    public static Props PropsFor(Voice voice, TaskCompletionSource stopped) => Props.Create(() => new StandByActor(voice, stopped));

    public StandByActor(Voice voice, TaskCompletionSource stopped)
    {
        _voice = voice;
        _stopped = stopped;
        _desk = new Desk(voice);
        Method("/tempo", "dtd", message => OnTempo(TempoMessage.Read(message)));
        Method("/start", "d", message => _desk?.StartBeat = message.Double(0));
        Method("/played", null, message => _desk?.MarkPlayed(message.Int32(0)));
        Method("/released", null, message => _desk?.MarkReleased(message.Int32(0)));
        Method("/stop", "", _ => _stopped.TrySetResult());
        Receive<ServiceChanged>(OnServiceChanged);
        Receive<O2Event>(_ => { });
    }

    protected override void PreStart() => O2.Subscribe(Self);

    protected override void PostStop() => O2.Unsubscribe(Self);

    private void OnTempo(Tempo tempo)
    {
        if (_desk is not null)
        {
            _desk.Tempo.Add(tempo);
        }
        else
        {
            TempoMessage.Forward(O2, tempo, _voice.Player);   // the tap of the beat stays with us: moving it could miss a tempo
        }
    }

    private void OnServiceChanged(ServiceChanged change)
    {
        var isGone = change.Service == _voice.Player && change.Status == ServiceStatus.Unknown;
        if (isGone && _desk is { } desk && !_stopped.Task.IsCompleted)
        {
            _desk = null;
            O2.Untap(_voice.Player, StandBy.ServiceOf(_voice.Number));
            Player.Offer(O2, desk, _stopped);
            new Incident(IncidentKind.TookOver, _voice.Player, O2.Now.Seconds).Report(O2);
            Console.WriteLine($"takes over from {_voice.Player}");
        }
    }
}
