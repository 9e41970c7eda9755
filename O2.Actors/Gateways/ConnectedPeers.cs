using Akka.Event;
using O2.Protocol;

namespace O2.Actors;

/// <summary>Tells the directory, and those who listen, which processes are connected and what they say about themselves.</summary>
/// <remarks>A process may have two links for a moment; what it says by the one that does not count is not taken. Used by the gateway's actor only.</remarks>
internal sealed class ConnectedPeers(ProcessCore core, ILoggingAdapter log)
{
    private readonly RateLimit _warnings = Warnings.NewLimit();

    /// <summary>A process is part of the ensemble, by this link.</summary>
    public void Join(ProcessInfo process, PeerLink link, bool byHub)
    {
        var via = byHub && link.Via == ProcessLink.Direct ? ProcessLink.Hub : link.Via;
        core.Directory.Write(d => d.TryAddProcess(process, via, link));
        core.Events.Publish(new ProcessJoined(process.Name));
        log.Info("Process [{0}] joined.", process.Name);
    }

    /// <summary>A process announced services or taps.</summary>
    public void Announce(PeerProtocol.Announced peer)
    {
        int skipped = core.Directory.Write(d => IsReachedBy(d.Snapshot, peer.Process, peer.Link) ? d.Apply(peer.Process, peer.Groups) : 0);
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

    private static bool IsReachedBy(DirectorySnapshot directory, ProcessName process, PeerLink link) =>
        directory.TryGetProcess(process, out var entry) && ReferenceEquals(entry.Endpoint, link);
}
