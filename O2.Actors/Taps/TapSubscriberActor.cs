using Akka.Actor;

namespace O2.Actors;

/// <summary>Keeps a tap as long as the actor lives that subscribed to it. The copies themselves go straight to that actor's mailbox.</summary>
/// <remarks>One state; stops when the subscriber is gone. Supervised by <see cref="TapsActor"/>: stop.</remarks>
internal sealed class TapSubscriberActor : ReceiveActor
{
    private readonly ProcessCore _core;
    private readonly TapProtocol.Start _tap;

    public TapSubscriberActor(ProcessCore core, TapProtocol.Start tap)
    {
        _core = core;
        _tap = tap;
        Receive<ActorIdentity>(LocalService.TakeReceipt);
        Receive<Terminated>(_ => Context.Stop(Self));
    }

    public static Props PropsFor(ProcessCore core, TapProtocol.Start tap) => Props.Create(() => new TapSubscriberActor(core, tap));

    protected override void PreStart()
    {
        Context.Watch(_tap.Subscriber);
        _tap.Tapper.Attach(_tap.Subscriber, receipts: Self);
    }

    /// <summary>Withdrawing the tapper ends its taps, here and at every other process.</summary>
    protected override void PostStop() => _core.Directory.RemoveLocal(_tap.Tapper);
}
