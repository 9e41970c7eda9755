using O2.Protocol;

namespace O2.Actors;

/// <summary>Something that happened in the ensemble or to this process; see <see cref="O2Process.Events"/>.</summary>
/// <remarks>Immutable. The kinds are the sealed records derived from it.</remarks>
public abstract record O2Event
{
    private protected O2Event()
    {
    }
}

/// <summary>A process was connected and introduced.</summary>
/// <param name="Process">Its name.</param>
public sealed record ProcessJoined(ProcessName Process) : O2Event;

/// <summary>A process is gone: it left, died, or its connection broke. Its services fail over or disappear.</summary>
/// <param name="Process">Its name.</param>
public sealed record ProcessLeft(ProcessName Process) : O2Event;

/// <summary>The status of a service changed, as O2's <c>!_o2/si</c> reports it.</summary>
/// <param name="Service">The service.</param>
/// <param name="Status">Its new status; <see cref="ServiceStatus.Unknown"/> when this provider is gone.</param>
/// <param name="Process">The process that provides it: <c>_o2</c> or an <c>@</c> name.</param>
/// <param name="Properties">The provider's properties as <c>attr:value;</c>, empty when none.</param>
public sealed record ServiceChanged(string Service, ServiceStatus Status, string Process, string Properties) : O2Event;

/// <summary>The lists of services, taps or processes are not what they were; comes after the events that say in which way.</summary>
public sealed record DirectoryChanged : O2Event
{
    internal static readonly DirectoryChanged Instance = new();

    private DirectoryChanged()
    {
    }
}

/// <summary>This process knows the ensemble's time from now on.</summary>
/// <param name="Time">The ensemble's time at that moment.</param>
public sealed record ClockSynchronized(GlobalTime Time) : O2Event;

/// <summary>A service threw an exception; its supervisor restarts it, or withdraws it when it failed too often.</summary>
/// <param name="Service">The service.</param>
/// <param name="Exception">What it threw.</param>
/// <param name="Message">What it was handling: usually an <see cref="O2Message"/>; null when it failed outside a message.</param>
public sealed record ServiceFailure(string Service, Exception Exception, object? Message) : O2Event;

/// <summary>A service that had failed handles messages again.</summary>
/// <param name="Service">The service.</param>
/// <param name="Downtime">From the failure until it handles messages again.</param>
public sealed record ServiceRestarted(string Service, TimeSpan Downtime) : O2Event;

/// <summary>A service of this process failed too often and is no longer offered; another provider may take over.</summary>
/// <param name="Service">The service.</param>
public sealed record ServiceWithdrawn(string Service) : O2Event;

/// <summary>A message was dropped.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Message">The message.</param>
public sealed record MessageDropped(DropReason Reason, O2Message Message) : O2Event;

/// <summary>The MQTT broker of this process is reached, or lost, or was tried in vain again.</summary>
/// <param name="State">How this process stands to it.</param>
public sealed record BrokerStateChanged(BrokerState State) : O2Event;

/// <summary>This process has a new name, because the machine's address changed; it left the ensemble and joined again with its services.</summary>
/// <remarks>
/// Not with <see cref="NetworkScope.Loopback"/>, and only without <see cref="O2ProcessOptions.Interface"/>. Messages between this process and others that
/// were under way are lost; services, methods, taps, clock and scheduled messages stay.
/// </remarks>
/// <param name="OldName">The name until now.</param>
/// <param name="NewName">The name from now on.</param>
public sealed record ProcessRenamed(ProcessName OldName, ProcessName NewName) : O2Event;

/// <summary>A bridge of this process has a new client.</summary>
/// <param name="Bridge">The name of the bridge.</param>
/// <param name="Id">The number of the client.</param>
public sealed record BridgeClientJoined(string Bridge, int Id) : O2Event;

/// <summary>A client of a bridge of this process is gone; its services and taps are gone before.</summary>
/// <param name="Bridge">The name of the bridge.</param>
/// <param name="Id">The number of the client.</param>
/// <param name="Reason">Why, for people.</param>
public sealed record BridgeClientLeft(string Bridge, int Id, string Reason) : O2Event;
