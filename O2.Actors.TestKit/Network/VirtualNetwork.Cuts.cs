using System.Net.Sockets;
using O2.Protocol;

namespace O2.Actors.TestKit;

public sealed partial class VirtualNetwork
{
    private readonly Dictionary<(VirtualMachine, VirtualMachine), LocalTime> _cuts = [];
    private readonly List<VirtualConnection> _connections = [];

    /// <summary>Cuts the link between two machines, both ways: datagrams are lost, streams stall.</summary>
    /// <param name="one">One machine.</param>
    /// <param name="other">Another machine.</param>
    public void Cut(VirtualMachine one, VirtualMachine other)
    {
        LocalTime now = Clock.Now;
        lock (Gate)
        {
            if (one == other || !_cuts.TryAdd(Pair(one, other), now))
                return;
        }
        Clock.Schedule(now + SilenceLimitSeconds, () => GiveUp(one, other, now));
    }

    /// <summary>Cuts all links between these machines and the others; those among them stay.</summary>
    /// <param name="side">The machines on one side of the partition.</param>
    public void Partition(params ReadOnlySpan<VirtualMachine> side)
    {
        VirtualMachine[] here = side.ToArray();
        foreach (VirtualMachine one in here)
        {
            foreach (VirtualMachine other in Machines)
            {
                if (!here.Contains(other))
                    Cut(one, other);
            }
        }
    }

    /// <summary>Joins two machines again: what stalled on their streams arrives soon.</summary>
    /// <param name="one">One machine.</param>
    /// <param name="other">Another machine.</param>
    public void Heal(VirtualMachine one, VirtualMachine other)
    {
        lock (Gate)
        {
            if (!_cuts.Remove(Pair(one, other)))
                return;
        }
        foreach (VirtualConnection connection in ConnectionsOf(one, other))
            connection.Rejoin();
        Mdns.Rejoin(one, other);
    }

    /// <summary>Joins all machines again.</summary>
    public void Heal()
    {
        (VirtualMachine, VirtualMachine)[] cuts;
        lock (Gate)
            cuts = [.. _cuts.Keys];
        foreach (var (one, other) in cuts)
            Heal(one, other);
    }

    /// <summary>Breaks all connections between two machines: both ends see a reset, and what was under way is lost.</summary>
    /// <param name="one">One machine.</param>
    /// <param name="other">Another machine; may be the same.</param>
    public void ResetConnections(VirtualMachine one, VirtualMachine other)
    {
        foreach (VirtualConnection connection in ConnectionsOf(one, other))
        {
            Clock.Schedule(Clock.Now, () => connection.Fail(SocketError.ConnectionReset));
            Clock.Schedule(Clock.Now, () => connection.Peer.Fail(SocketError.ConnectionReset));
        }
    }

    internal bool AreJoined(VirtualMachine one, VirtualMachine other)
    {
        lock (Gate)
            return one == other || !_cuts.ContainsKey(Pair(one, other));
    }

    /// <summary>Notes a connection by its client's end, so that cuts and resets find it.</summary>
    internal void Add(VirtualConnection connection)
    {
        lock (Gate)
        {
            _connections.RemoveAll(old => old.IsOver && old.Peer.IsOver);
            _connections.Add(connection);
        }
    }

    /// <summary>The link has been cut for so long that both ends give up, unless it was joined in between.</summary>
    private void GiveUp(VirtualMachine one, VirtualMachine other, LocalTime since)
    {
        lock (Gate)
        {
            if (!_cuts.TryGetValue(Pair(one, other), out LocalTime cut) || cut != since)
                return;
        }
        foreach (VirtualConnection connection in ConnectionsOf(one, other))
        {
            connection.Fail(SocketError.TimedOut);
            connection.Peer.Fail(SocketError.TimedOut);
        }
    }

    private VirtualConnection[] ConnectionsOf(VirtualMachine one, VirtualMachine other)
    {
        lock (Gate)
            return [.. _connections.Where(c => Pair(c.Machine, c.Peer.Machine) == Pair(one, other))];
    }

    private static (VirtualMachine, VirtualMachine) Pair(VirtualMachine one, VirtualMachine other) =>
        one.Number <= other.Number ? (one, other) : (other, one);
}
