using Akka.Dispatch;

namespace Akka.Actor;

/// <summary>One actor inside: its incarnation, behaviours, children, watches and mailbox, and the message that it handles now.</summary>
/// <remarks>Everything here happens on the actor's turn, unless it says otherwise.</remarks>
internal sealed partial class ActorCell : IUntypedActorContext
{
    [ThreadStatic]
    private static ActorCell? t_current;

    private readonly Stack<Receive> _behaviours = new(1);
    private ActorBase? _actor;
    private IActorRef? _sender;
    private ActorTaskScheduler? _taskScheduler;

    /// <summary>Creates a cell whose mailbox holds the order to make the first incarnation.</summary>
    public ActorCell(ActorSystemImpl system, LocalActorRef self, Props props, MessageDispatcher dispatcher, ActorRefBase parent)
    {
        SystemImpl = system;
        Self = self;
        Props = props;
        Dispatcher = dispatcher;
        Parent = parent;
        Children = new ChildrenContainer();
        Mailbox = new Mailbox(this, dispatcher);
        dispatcher.Attach();
    }

    /// <summary>The cell whose turn runs on this thread, or null.</summary>
    public static ActorCell? Current
    {
        get => t_current;
        set => t_current = value;
    }

    /// <summary>The actor whose turn runs on this thread, or null.</summary>
    public static IActorRef? CurrentSelf => t_current?.Self;

    public ActorSystemImpl SystemImpl { get; }

    public ActorSystem System => SystemImpl;

    public LocalActorRef Self { get; }

    public Props Props { get; }

    public MessageDispatcher Dispatcher { get; }

    public ActorRefBase Parent { get; }

    public Mailbox Mailbox { get; }

    /// <summary>The message that the actor handles now, or that it failed on; null otherwise.</summary>
    public object? CurrentMessage { get; private set; }

    public IActorRef Sender => _sender ?? SystemImpl.DeadLetters;

    /// <summary>The sender of the current message as it was sent: null when there was none.</summary>
    public IActorRef? OriginalSender => _sender;

    /// <summary>Counts the messages, so that two sendings of one object can be told apart.</summary>
    public long CurrentEnvelopeId { get; private set; }

    /// <summary>Runs asynchronous handlers of this incarnation.</summary>
    public ActorTaskScheduler TaskScheduler => _taskScheduler ??= new ActorTaskScheduler(this);

    IActorRef IActorContext.Self => Self;

    IActorRef IActorContext.Parent => Parent;

    /// <summary>Starts to work off the mailbox.</summary>
    public void Start() => Mailbox.TrySchedule();

    public void Become(Receive receive)
    {
        _behaviours.TryPop(out _);
        _behaviours.Push(receive);
    }

    public void BecomeStacked(Receive receive) => _behaviours.Push(receive);

    public void UnbecomeStacked()
    {
        if (_behaviours.Count > 1)
            _behaviours.Pop();
    }

    public void Become(UntypedReceive receive) => Become(Always(receive));

    public void BecomeStacked(UntypedReceive receive) => BecomeStacked(Always(receive));

    public ActorSelection ActorSelection(string actorPath) =>
        actorPath.StartsWith('/') || actorPath.Contains("://", StringComparison.Ordinal)
            ? SystemImpl.ActorSelection(actorPath)
            : new ActorSelection(Self, actorPath);

    public ActorSelection ActorSelection(ActorPath actorPath) => SystemImpl.ActorSelection(actorPath);

    private static Receive Always(UntypedReceive receive) => message =>
    {
        receive(message);
        return true;
    };

    private ActorBase NewActor()
    {
        _behaviours.Clear();
        var actor = Props.NewActor();
        actor.OnConstructed();
        return actor;
    }
}
