using System.Net;

namespace O2.Actors.TestKit;

/// <summary>A computer of a <see cref="VirtualNetwork"/>: an address, ports, and a clock of its own.</summary>
/// <remarks>Made by <see cref="VirtualNetwork.AddMachine"/>. Several processes may run on it. Thread-safe: yes.</remarks>
public sealed class VirtualMachine
{
    internal VirtualMachine(VirtualNetwork network, IPAddress address, IProcessClock clock)
    {
        Network = network;
        Address = address;
        Clock = clock;
        Number = BitConverter.ToInt32([.. address.GetAddressBytes().Reverse()]);
        Transport = new VirtualTransport(this);
    }

    /// <summary>Its IPv4 address; 127.0.0.1 means the machine itself, too.</summary>
    public IPAddress Address { get; }

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

    /// <summary>Shows the address.</summary>
    /// <returns>The address.</returns>
    public override string ToString() => Address.ToString();
}
