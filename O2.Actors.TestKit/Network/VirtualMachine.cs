using System.Net;

namespace O2.Actors.TestKit;

/// <summary>A computer of a <see cref="VirtualNetwork"/>: an address, ports, and a clock of its own.</summary>
/// <remarks>Made by <see cref="VirtualNetwork.AddMachine"/>. Several processes may run on it. Thread-safe: yes.</remarks>
public sealed class VirtualMachine
{
    private IPAddress _address;
    private Action? _addressChanged;

    internal VirtualMachine(VirtualNetwork network, IPAddress address, IProcessClock clock)
    {
        Network = network;
        _address = address;
        Clock = clock;
        Number = BitConverter.ToInt32([.. address.GetAddressBytes().Reverse()]);
        Transport = new VirtualTransport(this);
    }

    /// <summary>Its IPv4 address; 127.0.0.1 means the machine itself, too.</summary>
    public IPAddress Address => Volatile.Read(ref _address);

    /// <summary>Its clock: it started at another moment than those of other machines, and may be fast or slow.</summary>
    public IProcessClock Clock { get; }

    internal VirtualNetwork Network { get; }

    /// <summary>Orders machines.</summary>
    internal int Number { get; }

    internal VirtualTransport Transport { get; }

    internal VirtualPorts<VirtualListener> Listeners { get; } = new();

    internal VirtualPorts<VirtualDatagrams> DatagramSockets { get; } = new();

    /// <summary>Cuts the machine from all others, as when its cable is pulled: nobody is told. <see cref="VirtualNetwork.Heal()"/> plugs it in again.</summary>
    public void Unplug() => Network.Partition(this);

    /// <summary>Gives the machine another address, as another network does: its connections break, and its processes are told.</summary>
    /// <param name="address">The new IPv4 address; the old one leads nowhere from now on.</param>
    /// <exception cref="ArgumentException">Another machine has that address.</exception>
    public void ChangeAddress(IPAddress address)
    {
        if (Network.Machines.Any(machine => machine != this && machine.Address.Equals(address)))
            throw new ArgumentException($"another machine has the address {address}", nameof(address));
        Volatile.Write(ref _address, address);
        foreach (VirtualMachine machine in Network.Machines)
            Network.ResetConnections(this, machine);
        _addressChanged?.Invoke();
    }

    /// <summary>Shows the address.</summary>
    /// <returns>The address.</returns>
    public override string ToString() => Address.ToString();

    internal IDisposable WatchAddress(Action changed)
    {
        _addressChanged += changed;
        return new AddressWatch(() => _addressChanged -= changed);
    }

    private sealed class AddressWatch(Action end) : IDisposable
    {
        public void Dispose() => end();
    }
}
