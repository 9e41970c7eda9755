using System.Net;
using O2.Actors.TestKit;

namespace O2.Actors.Tests.Bridges.Osc;

/// <summary>An OSC program with a UDP port on a virtual machine: says what a test gives it, and keeps what it gets.</summary>
internal sealed class OscPeer : IDatagramHandler
{
    private readonly byte[] _buffer = new byte[66_000];
    private readonly IDatagramSocket _socket;

    public OscPeer(VirtualMachine machine)
    {
        Machine = machine;
        _socket = machine.Transport.OpenDatagrams(IPAddress.Any, 0);
        _socket.Start(this);
    }

    public VirtualMachine Machine { get; }

    public int Port => _socket.Port;

    /// <summary>The packets so far.</summary>
    public List<byte[]> Packets { get; } = [];

    /// <summary>The port from which the last packet came.</summary>
    public int SenderPort { get; private set; }

    public bool WantsSender => true;

    public void Send(VirtualMachine target, int port, params byte[][] packets)
    {
        foreach (byte[] packet in packets)
            Assert.True(_socket.Send(packet, new IPEndPoint(target.Address, port)));
    }

    public Memory<byte> GetReceiveBuffer() => _buffer;

    public void OnDatagram(int count, DatagramSender sender)
    {
        Packets.Add(_buffer[..count]);
        SenderPort = sender.Port;
    }
}
