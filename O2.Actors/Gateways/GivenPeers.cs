using System.Net;
using O2.Protocol;

namespace O2.Actors;

/// <summary>The processes that the user named by their TCP address: they are asked to connect to us until they are connected, and again when they are lost.</summary>
/// <remarks>
/// An address is not a name, and the UDP port of the other process is not known; so we ask it to introduce itself (CALLBACK) whichever of us is to
/// be the client. Sans-IO; pauses double from 0.25 s to 5 s while nothing comes of it. Not thread-safe.
/// </remarks>
internal sealed class GivenPeers
{
    private const double FirstPause = 0.25;
    private const double LongestPause = 5;
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
            bool isConnected = directory.Processes.Any(p => p.Name.TcpPort == address.Port && p.Name.InternalIp == IpNumber.FromAddress(address.Address));
            if (isConnected)
            {
                _peers[address] = (now + LongestPause, FirstPause);
            }
            else if (next <= now)
            {
                due.Add(address);
                _peers[address] = (now + pause, Math.Min(LongestPause, pause * 2));
            }
        }

        return due;
    }
}
