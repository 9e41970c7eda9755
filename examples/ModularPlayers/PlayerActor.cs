using Akka.Actor;
using O2.Actors;
using O2.Protocol;

namespace ModularPlayers;

/// <summary>A player: beats for itself, or with the conductor while there is one.</summary>
public sealed class PlayerActor : TransportActor, IWithTimers
{
    private const string BeatTimer = "beat";
    private readonly string _name;
    private bool _isConducted;

    private sealed record Beat(int Number);

    public PlayerActor(string name)
    {
        _name = name;
        Method("/hello", "s", _ => { });   // what other players tell the conductor
        Receive<Beat>(OnBeat);
        Receive<ServiceChanged>(OnServiceChanged);
        Receive<O2Event>(_ => { });
    }

    public ITimerScheduler Timers { get; set; } = null!;

    protected override void PreStart()
    {
        O2.Subscribe(Self);
        Console.WriteLine($"{_name} plays alone");
        LookForConductor();   // it may have been there before us
    }

    protected override void PostStop() => O2.Unsubscribe(Self);

    protected override void OnChanged()
    {
        Console.WriteLine($"{_name} {(Transport.IsPlaying ? "plays" : "rests")} at beat {Transport.BeatAt(Now):F1}, {Transport.BeatsPerMinute:F0} a minute");
        Timers.Cancel(BeatTimer);
        if (Transport.IsPlaying)
            Await((int)Math.Ceiling(Transport.BeatAt(Now)));
    }

    private void Await(int beat) =>
        Timers.StartSingleTimer(BeatTimer, new Beat(beat), TimeSpan.FromSeconds(Math.Max(0, Transport.TimeAt(beat) - Now)));

    private void OnBeat(Beat beat)
    {
        Console.WriteLine($"{_name}: {beat.Number / 4 + 1}.{beat.Number % 4 + 1}");
        Await(beat.Number + 1);
    }

    private void OnServiceChanged(ServiceChanged change)
    {
        if (change.Service == ConductorActor.Service)
            LookForConductor();
    }

    // On one clock with us: only then a command takes hold at one time everywhere.
    private void LookForConductor()
    {
        var isConducted = O2.Status(ConductorActor.Service) >= ServiceStatus.Local;
        if (isConducted && !_isConducted)
        {
            Console.WriteLine($"{_name} hands over to the conductor");
            O2.BecomeClockReference();   // so that the ensemble's time outlives the conductor
            O2.SendReliable($"/{ConductorActor.Service}/hello", _name);
        }
        else if (!isConducted && _isConducted)
        {
            Console.WriteLine($"{_name} takes control back");
        }

        _isConducted = isConducted;
    }
}
