using Akka.Actor;
using O2.Actors;
using O2.Protocol;

namespace LaptopOrchestra;

/// <summary>The service <c>playerN</c>: follows the conductor's beat and turns its part into timed messages to its own synth.</summary>
/// <remarks>
/// It reads a tenth of a second ahead. The conductor announces a tempo earlier than that, so nothing is ever played in the old one.
/// After a restart, or as a stand-by, it reads its part once more and leaves out what has sounded. What was on its way to the synth comes
/// there twice then; the synth plays it once.
/// </remarks>
public sealed class PlayerActor : O2ServiceActor, IWithTimers
{
    /// <summary>How far ahead of the clock the synth is told what to play, in seconds.</summary>
    public const double ReadAheadSeconds = 0.1;

    private const string ReadTimer = "read";
    private static readonly TimeSpan ReadInterval = TimeSpan.FromMilliseconds(20);

    private sealed record Read
    {
        public static readonly Read Instance = new();
    }

    private readonly Desk _desk;
    private readonly PartReader _part;
    private readonly string _synth;
    private readonly TaskCompletionSource _stopped;

    public static Props PropsFor(Desk desk, TaskCompletionSource stopped) => Props.Create(() => new PlayerActor(desk, stopped));

    public PlayerActor(Desk desk, TaskCompletionSource stopped)
    {
        _desk = desk;
        _stopped = stopped;
        _part = new PartReader(desk.Voice);
        _synth = $"/{SynthActor.ServiceOf(desk.Voice)}";
        Method("/start", "d", OnStart);
        Method("/tempo", "dtd", message => _desk.Tempo.Add(TempoMessage.Read(message)));   // tapped from /beat/tempo
        Method("/played", null, message => _desk.MarkPlayed(message.Int32(0)));            // told to whoever taps this player, too
        Method("/released", null, message => _desk.MarkReleased(message.Int32(0)));
        Method("/crash", "", _ => throw new InvalidOperationException("a string broke"));
        Method("/stop", "", _ => OnStop());
        Receive<Read>(_ => OnRead());
        Receive<ServiceRestarted>(OnRestarted);
        Receive<O2Event>(_ => { });
    }

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart()
    {
        O2.Subscribe(Self);
        if (_desk.StartBeat is { } beat)
            PlayFrom(beat);
    }

    protected override void PostStop() => O2.Unsubscribe(Self);

    private void OnStart(O2MessageView message)
    {
        _desk.StartBeat = message.Double(0);
        PlayFrom(message.Double(0));
    }

    private void PlayFrom(double beat)
    {
        _part.Seek(beat);
        Timers.StartPeriodicTimer(ReadTimer, Read.Instance, ReadInterval);
        OnRead();
    }

    private void OnRead()
    {
        _desk.Clock.Look(O2);
        while (_part.TryRead(_desk.Tempo, (O2.Now + ReadAheadSeconds).Seconds, out var next, out var time))
        {
            if (!_desk.IsOut(next))
                Play(next, new GlobalTime(time));
        }
    }

    private void Play(NoteEvent next, GlobalTime time)
    {
        if (next.IsOnset)
            O2.SendReliable($"{_synth}/noteon", time, next.Index, next.Note.Key, next.Note.Velocity);
        else
            O2.SendReliable($"{_synth}/noteoff", time, next.Index, next.Note.Key);
    }

    private void OnRestarted(ServiceRestarted restarted)
    {
        if (restarted.Service == _desk.Voice.Player)
        {
            var downtime = restarted.Downtime.TotalSeconds;
            new Incident(IncidentKind.Restarted, restarted.Service, O2.Now.Seconds - downtime, downtime).Report(O2);
        }
    }

    private void OnStop()
    {
        Timers.Cancel(ReadTimer);
        new Steadiness(_desk.Voice.Player, _desk.Clock.LargestStep).Report(O2);
        _stopped.TrySetResult();
    }
}
