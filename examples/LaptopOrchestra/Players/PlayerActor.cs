using Akka.Actor;
using O2.Actors;
using O2.Protocol;

namespace LaptopOrchestra;

/// <summary>The service <c>playerN</c>: follows the conductor's beat and turns its part into timed messages to its own synth.</summary>
/// <remarks>It reads a tenth of a second ahead. The conductor announces a tempo earlier than that, so nothing is ever played in the old one.</remarks>
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

    private readonly PartReader _part;
    private readonly TempoMap _tempo = new();
    private readonly string _synth;
    private readonly TaskCompletionSource _stopped;

    public static Props PropsFor(Voice voice, TaskCompletionSource stopped) => Props.Create(() => new PlayerActor(voice, stopped));

    public PlayerActor(Voice voice, TaskCompletionSource stopped)
    {
        _stopped = stopped;
        _part = new PartReader(voice);
        _synth = $"/{SynthActor.ServiceOf(voice)}";
        Method("/start", "d", OnStart);
        Method("/tempo", "dtd", message => _tempo.Add(TempoMessage.Read(message)));   // tapped from /beat/tempo
        Method("/played", null, _ => { });                                            // told to whoever taps this player
        Method("/released", null, _ => { });
        Method("/stop", "", _ => OnStop());
        Receive<Read>(_ => OnRead());
    }

    public ITimerScheduler Timers { get; set; } = null!;

    private void OnStart(O2MessageView message)
    {
        _part.Seek(beat: message.Double(0));
        Timers.StartPeriodicTimer(ReadTimer, Read.Instance, ReadInterval);
    }

    private void OnRead()
    {
        while (_part.TryRead(_tempo, (O2.Now + ReadAheadSeconds).Seconds, out var next, out var time))
        {
            if (next.IsOnset)
            {
                O2.SendReliable($"{_synth}/noteon", new GlobalTime(time), next.Index, next.Note.Key, next.Note.Velocity);
            }
            else
            {
                O2.SendReliable($"{_synth}/noteoff", new GlobalTime(time), next.Index, next.Note.Key);
            }
        }
    }

    private void OnStop()
    {
        Timers.Cancel(ReadTimer);
        _stopped.TrySetResult();
    }
}
