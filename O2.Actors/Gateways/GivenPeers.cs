using System.Net;
using O2.Protocol;

namespace O2.Actors;

/// <summary>The processes that the user named by their TCP address: they are asked to connect to us until they are connected, and again when they are lost.</summary>
/// <remarks>
/// An address is not a name, and the UDP port of the other process is not known; so we ask it to introduce itself (CALLBACK) whichever of us is to
/// be the client. A process on this machine may be given by 127.0.0.1. One that is reached by another address than the one in its name (through a
/// port-forward, say) cannot be recognised: it is asked on, every half minute in the end, which changes nothing for it.
/// Sans-IO; pauses double from 0.25 s to 30 s while nothing comes of it. Not thread-safe.
/// </remarks>
internal sealed class GivenPeers
{
    private const double FirstPause = 0.25;
    private const double LongestPause = 30;
    private const double LookAgain = 5;
    private readonly Dictionary<IPEndPoint, (LocalTime Next, double Pause)> _peers = [];

    /// <summary>When <see cref="Due"/> wants to be called.</summary>
    public LocalTime NextDeadline => _peers.Count == 0 ? LocalTime.Never : _peers.Values.Min(peer => peer.Next);

    public void Add(IPEndPoint address) => _peers.TryAdd(address, (default, FirstPause));

    /// <summary>Those that are to be asked now.</summary>
    public IReadOnlyList<IPEndPoint> Due(LocalTime now, DirectorySnapshot directory)
    {
        List<IPEndPoint> due = [];
        foreach (var (address, (next, pause)) in _peers.ToArray())
        {
            if (directory.Processes.Any(process => IsAt(process.Name, address, directory.OwnName!)))
            {
                _peers[address] = (now + LookAgain, FirstPause);
            }
            else if (next <= now)
            {
                due.Add(address);
                _peers[address] = (now + pause, Math.Min(LongestPause, pause * 2));
            }
        }

        return due;
    }

    /// <summary>Whether a process is the one at an address, as far as its name tells.</summary>
    public static bool IsAt(ProcessName process, IPEndPoint address, ProcessName self) =>
        process.TcpPort == address.Port
        && (process.InternalIp == IpNumber.FromAddress(address.Address) || (IPAddress.IsLoopback(address.Address) && process.InternalIp == self.InternalIp));
}
