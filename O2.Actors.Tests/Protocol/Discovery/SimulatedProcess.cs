using O2.Protocol;

namespace O2.Actors.Tests.Protocol.Discovery;

/// <summary>A process made of the state machines alone: registry, sessions and directory, driven as the library drives them.</summary>
internal sealed class SimulatedProcess
{
    private readonly List<SimulatedEnd> _ends = [];

    public SimulatedProcess(SimulatedNetwork network, string name, int udpPort = 5000, string ensemble = "gold", ProcessName? hub = null, ReconnectOptions? options = null)
    {
        Network = network;
        Identity = new PeerIdentity(ensemble, new ProcessInfo(ProcessName.Parse(name), udpPort, ProtocolVersion.Current), hub);
        Registry = new PeerRegistry(Identity, options ?? new ReconnectOptions(), network.Random);
        Directory.SetOwnName(Name);
        network.Listen(this);
    }

    /// <summary>Accepts connections and heeds nothing that comes on them, as a reference process of another ensemble does.</summary>
    public bool IsDeaf { get; init; }

    public SimulatedNetwork Network { get; }

    public PeerIdentity Identity { get; }

    public ProcessName Name => Identity.Self.Name;

    public PeerRegistry Registry { get; }

    public ServiceDirectory Directory { get; } = new();

    /// <summary>All frames that were sent, in hexadecimal.</summary>
    public List<string> Sent { get; } = [];

    public List<O2Message> Delivered { get; } = [];

    public List<PeerOutput.Warning> Warnings { get; } = [];

    public List<PeerEndReason> Endings { get; } = [];

    public IEnumerable<SimulatedEnd> OpenEnds => _ends.Where(end => end.IsOpen);

    public int EndCount => _ends.Count;

    public IEnumerable<ProcessName> Known => Directory.Snapshot.Processes.Select(process => process.Name).Order();

    public SimulatedEnd NewEnd(PeerSession session)
    {
        SimulatedEnd end = new(this, session);
        _ends.Add(end);
        Drive(end);
        return end;
    }

    public void Discover(ProcessInfo process)
    {
        Registry.HandleDiscovered(Network.Now, process);
        DriveRegistry();
    }

    public void Discover(SimulatedProcess process) => Discover(process.Identity.Self);

    /// <summary>Gets global time and says so to all.</summary>
    public void BecomeSynchronized()
    {
        Directory.BecomeSynchronized();
        SendToAll(SystemMessages.CreateClockSynchronized(Name));
    }

    /// <summary>Tells all what has changed in the directory.</summary>
    public void Announce()
    {
        IReadOnlyList<AnnouncedGroup> groups = Directory.TakeAnnouncements();
        if (groups.Count > 0)
        {
            foreach (O2Message message in ServiceAnnouncement.CreateMessages(Name, groups))
                SendToAll(message);
        }
    }

    /// <summary>Leaves as a process that ends: stops listening and closes everything.</summary>
    public void Leave()
    {
        Network.StopListening(this);
        foreach (SimulatedEnd end in _ends.ToArray())
        {
            end.Session.Close(PeerEndReason.Leaving);
            end.Close();
        }
    }

    public void Drive(SimulatedEnd end)
    {
        while (end.Session.TryDequeueOutput(out PeerOutput? output))
            Handle(end, output);

        if (end.Session.NextDeadline < LocalTime.Never)
            Network.At(end.Session.NextDeadline, end.HandleDeadline);

        DriveRegistry();
    }

    private void Handle(SimulatedEnd end, PeerOutput output)
    {
        switch (output)
        {
            case PeerOutput.Send send:
                end.Transmit(send.Message);
                break;
            case PeerOutput.SendState:
                end.GetsAnnouncements = true;
                foreach (O2Message message in ServiceAnnouncement.CreateState(Directory.Snapshot))
                    end.Transmit(message);

                break;
            case PeerOutput.Introduced introduced:
                Registry.HandleIntroduced(Network.Now, end, end.Session.Role, introduced.Process);
                DriveRegistry();
                break;
            case PeerOutput.Announced announced when IsCurrent(end, announced.Process):
                Assert.Equal(0, Directory.Apply(announced.Process, announced.Groups));
                break;
            case PeerOutput.ClockSynchronized synchronized when IsCurrent(end, synchronized.Process):
                Directory.MarkSynchronized(synchronized.Process);
                break;
            case PeerOutput.Discovered discovered:
                Registry.HandleDiscovered(Network.Now, discovered.Process);
                break;
            case PeerOutput.HubRequested requested:
                Registry.HandleHubRequest(requested.Process);
                break;
            case PeerOutput.Warning warning:
                Warnings.Add(warning);
                break;
            case PeerOutput.Ended ended:
                Endings.Add(ended.Reason);
                end.GetsAnnouncements = false;
                end.Close();
                _ends.Remove(end);
                Registry.HandleEnded(Network.Now, end, end.Session.Role, end.Session.Process?.Name, ended.Reason);
                break;
        }
    }

    private bool IsCurrent(SimulatedEnd end, ProcessName name) =>
        Directory.Snapshot.TryGetProcess(name, out ProcessEntry? entry) && entry.Endpoint == end;

    private void DriveRegistry()
    {
        while (Registry.TryDequeueOutput(out RegistryOutput? output))
        {
            switch (output)
            {
                case RegistryOutput.Open open:
                    Network.Connect(this, open.Process);
                    break;
                case RegistryOutput.Joined joined:
                    Assert.True(Directory.TryAddProcess(joined.Process, ProcessLink.Direct, joined.Connection));
                    break;
                case RegistryOutput.Left left:
                    Assert.True(Directory.TryRemoveProcess(left.Process));
                    break;
                case RegistryOutput.Close close:
                    ((SimulatedEnd)close.Connection).Session.Close(PeerEndReason.Replaced);
                    Drive((SimulatedEnd)close.Connection);
                    break;
                case RegistryOutput.Send send:
                    ((SimulatedEnd)send.Connection).Transmit(send.Message);
                    break;
            }
        }

        if (Registry.NextDeadline < LocalTime.Never)
        {
            Network.At(Registry.NextDeadline, () =>
            {
                Registry.HandleDeadline(Network.Now);
                DriveRegistry();
            });
        }
    }

    private void SendToAll(O2Message message)
    {
        foreach (SimulatedEnd end in _ends.Where(end => end.GetsAnnouncements).ToArray())
            end.Transmit(message);
    }
}
