using Akka.Actor;
using Akka.Event;
using O2.Protocol;

namespace O2.Actors;

/// <summary>Tells the directory, and those who listen, which processes are connected and what they say about themselves.</summary>
/// <remarks>A process may have two connections for a moment; what it says by the one that does not count is not taken. Used by the gateway's actor only.</remarks>
internal sealed class ConnectedPeers(ProcessCore core, ILoggingAdapter log)
{
    private readonly Dictionary<IActorRef, PeerLink> _links = [];
    private readonly RateLimit _warnings = Warnings.NewLimit();

    /// <summary>The process at the other end of a connection is known.</summary>
    public void Introduced(IActorRef connection, PeerLink link) => _links[connection] = link;

    /// <summary>A connection is over.</summary>
    public void Ended(IActorRef connection) => _links.Remove(connection);

    /// <summary>A process is part of the ensemble, by this connection.</summary>
    public void Join(ProcessInfo process, IActorRef connection)
    {
        core.Directory.Write(d => d.TryAddProcess(process, ProcessLink.Tcp, _links[connection]));
        core.Events.Publish(new ProcessJoined(process.Name));
        log.Info("Process [{0}] joined.", process.Name);
    }

    /// <summary>A process announced services or taps.</summary>
    public void Announce(IActorRef connection, PeerProtocol.Announced peer)
    {
        int skipped = core.Directory.Write(d => IsConnectedBy(d.Snapshot, peer.Process, connection) ? d.Apply(peer.Process, peer.Groups) : 0);
        if (skipped > 0)
            core.Warnings.Write(_warnings, $"Process [{peer.Process}] announced [{skipped}] services or taps that cannot be used.");
    }

    /// <summary>A process knows the ensemble's time.</summary>
    public void Synchronize(PeerProtocol.ClockSynchronized peer) => core.Directory.Write(d =>
    {
        d.MarkSynchronized(peer.Process);
        return true;
    });

    /// <summary>A process is no longer part of the ensemble.</summary>
    public void Leave(ProcessName process)
    {
        core.Directory.Write(d => d.TryRemoveProcess(process));
        core.Events.Publish(new ProcessLeft(process));
        log.Info("Process [{0}] left.", process);
    }

    /// <summary>Nobody is any longer.</summary>
    public void LeaveAll()
    {
        foreach (var process in core.Directory.Snapshot.Processes)
            Leave(process.Name);
    }

    private bool IsConnectedBy(DirectorySnapshot directory, ProcessName process, IActorRef connection) =>
        directory.TryGetProcess(process, out var entry) && _links.TryGetValue(connection, out var link) && ReferenceEquals(entry.Endpoint, link);
}
