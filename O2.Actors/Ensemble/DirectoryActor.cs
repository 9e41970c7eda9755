using Akka.Actor;
using O2.Protocol;

namespace O2.Actors;

/// <summary>Follows the changes of the directory: tells <c>/_o2/si</c> methods, and the clock when its reference may have changed.</summary>
/// <remarks>One state. The directory itself is written by <see cref="DirectoryKeeper"/>. Supervised by <see cref="EnsembleActor"/>: resume.</remarks>
internal sealed class DirectoryActor : ReceiveActor
{
    public const string Name = "directory";
    private static readonly O2Address StatusAddress = O2Address.Parse("!_o2/si");
    private readonly ProcessCore _core;

    public DirectoryActor(ProcessCore core)
    {
        _core = core;
        Receive<ServiceChanged>(OnServiceChanged);
    }

    public static Props PropsFor(ProcessCore core) => Props.Create(() => new DirectoryActor(core));

    private void OnServiceChanged(ServiceChanged change)
    {
        if (change.Service == ServiceName.Clock)
            _core.ProcessClock.TakePart();

        // Nobody has to listen to these: without a method they are dropped in silence, as in O2.
        if (_core.Directory.FindLocal(ServiceName.Process) is { } self && self.Methods.Contains(StatusAddress))
        {
            var message = O2Message.Create(
                StatusAddress, GlobalTime.Immediately, MessageFlags.Reliable, change.Service, (int)change.Status, change.Process, change.Properties);
            InlineDelivery.Deliver(_core, self, message, MessageSource.Local);
        }
    }
}
