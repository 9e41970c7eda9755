using Akka.Actor;
using Akka.Event;
using O2.Protocol;

namespace O2.Actors;

/// <summary>Parent of the supervisors of all services; sends what waited at a withdrawn service once more.</summary>
/// <remarks>Its children are stopped when they fail: a supervisor has no logic worth a second try. Supervised by <see cref="EnsembleActor"/>.</remarks>
internal sealed class ServicesActor : ReceiveActor
{
    public const string Name = "services";

    /// <summary>Between the escaped name of a service and a number; escaping leaves none in the name itself.</summary>
    private const char Generation = '+';

    private readonly ProcessCore _core;
    private readonly Dictionary<string, LocalService> _services = [];
    private int _generation;

    public ServicesActor(ProcessCore core)
    {
        _core = core;
        Receive<ServiceProtocol.Start>(OnStart);
        Receive<ServiceProtocol.Stop>(OnStop);
        Receive<ServiceProtocol.Settle>(_ => Sender.Tell(ServiceProtocol.Settled.Instance));
        Receive<Terminated>(OnSupervisorStopped);
        Receive<DeadLetter>(OnDeadLetter);
    }

    public static Props PropsFor(ProcessCore core) => Props.Create(() => new ServicesActor(core));

    /// <summary>Whether an actor of that path supervises a service.</summary>
    public static bool IsSupervisor(ActorPath path) => path.Parent is { Name: Name, Parent.Name: EnsembleActor.Name };

    protected override SupervisorStrategy SupervisorStrategy() => new OneForOneStrategy(_ => Directive.Stop);

    protected override void PreStart() => Context.System.EventStream.Subscribe(Self, typeof(DeadLetter));

    protected override void PostStop() => Context.System.EventStream.Unsubscribe(Self);

    private void OnStart(ServiceProtocol.Start start)
    {
        string name = ActorName(start.Service.Name);
        var supervisor = Context.Watch(Context.ActorOf(ServiceSupervisorActor.PropsFor(_core, start), name));
        _services.Add(name, start.Service);
        if (!_core.Directory.IsOffered(start.Service))
            supervisor.Tell(new ServiceProtocol.Stop(start.Service));   // removed by another thread before we heard of it
    }

    private void OnStop(ServiceProtocol.Stop stop)
    {
        foreach (var (name, service) in _services)
        {
            if (ReferenceEquals(service, stop.Service))
                Context.Child(name).Forward(stop);
        }
    }

    /// <summary>Nothing is left to do if the service was removed or withdrawn; else its actor could not even be made.</summary>
    private void OnSupervisorStopped(Terminated gone)
    {
        if (!_services.Remove(gone.ActorRef.Path.Name, out var service))
            return;
        _core.Withdraw(service);
        foreach (var message in service.Abandon())
            _core.Router.RouteWithdrawn(message);
    }

    /// <summary>A message that an actor will not handle any more: if it waited at one of our services, its next actor has it, or another provider may.</summary>
    private void OnDeadLetter(DeadLetter letter)
    {
        if (letter.Message is ActorIdentity { MessageId: Arrival } receipt)
        {
            LocalService.TakeReceipt(receipt);
            return;
        }

        if (letter.Message is not (O2Message or Arrival) || letter.Recipient.Path.Parent.Parent != Self.Path)
            return;
        if (_services.TryGetValue(letter.Recipient.Path.Parent.Name, out var service))
        {
            if (service.TryReturn(letter.Message, letter.Recipient))
                return;
            _core.Withdraw(service);
        }

        _core.Router.RouteWithdrawn(LocalService.Open(letter.Message));
    }

    /// <summary>The service's name as far as an actor path allows; with a number while a service that had the name before still finishes.</summary>
    private string ActorName(string service)
    {
        string escaped = Uri.EscapeDataString(service);
        return _services.ContainsKey(escaped) ? $"{escaped}{Generation}{++_generation}" : escaped;
    }
}
