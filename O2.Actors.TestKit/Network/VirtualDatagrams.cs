using System.Net;

namespace O2.Actors.TestKit;

/// <summary>A datagram socket of a virtual machine.</summary>
internal sealed class VirtualDatagrams(VirtualMachine machine, int port) : IDatagramSocket
{
    /// <summary>What a socket holds until someone receives.</summary>
    private const int MaxWaiting = 256;

    /// <summary>The largest datagram of IPv4.</summary>
    private const int MaxBytes = 65_507;

    private readonly Lock _lock = new();
    private readonly Queue<(byte[] Bytes, DatagramSender Sender)> _waiting = new();
    private IDatagramHandler? _handler;
    private bool _isDisposed;

    public int Port => port;

    public void Start(IDatagramHandler handler)
    {
        lock (_lock)
            _handler = handler;
        machine.Network.Clock.Schedule(machine.Network.Clock.Now, ReceiveAll);
    }

    public bool Send(ReadOnlySpan<byte> datagram, IPEndPoint destination)
    {
        if (_isDisposed || datagram.Length > MaxBytes)
            return false;
        VirtualNetwork network = machine.Network;
        if (network.Find(machine, destination.Address) is not { } target)
            return true;
        LinkConditions link = network.ConditionsOf(machine, target);
        if (network.Happens(link.Loss))
            return true;
        byte[] bytes = datagram.ToArray();
        DatagramSender sender = new(IpNumber.FromAddress(target == machine ? destination.Address : machine.Address), port);
        int copies = network.Happens(link.Duplication) ? 2 : 1;
        for (int i = 0; i < copies; i++)
            network.Clock.Schedule(network.Clock.Now + network.Delay(link), () => Arrive(target, destination, bytes, sender));
        return true;
    }

    public void Dispose()
    {
        lock (_lock)
            _isDisposed = true;
        machine.DatagramSockets.Release(port);
    }

    private void Arrive(VirtualMachine target, IPEndPoint destination, byte[] bytes, DatagramSender sender)
    {
        if (machine.Network.AreJoined(machine, target))
            target.DatagramSockets.Find(destination.Address, destination.Port)?.Take(bytes, sender);
    }

    private void Take(byte[] bytes, DatagramSender sender)
    {
        lock (_lock)
        {
            if (_waiting.Count == MaxWaiting)
                return;
            _waiting.Enqueue((bytes, sender));
        }
        ReceiveAll();
    }

    private void ReceiveAll()
    {
        while (true)
        {
            IDatagramHandler? handler;
            (byte[] Bytes, DatagramSender Sender) next;
            lock (_lock)
            {
                handler = _handler;
                if (_isDisposed || handler is null || !_waiting.TryDequeue(out next))
                    return;
            }
            Memory<byte> buffer = handler.GetReceiveBuffer();
            if (next.Bytes.Length > buffer.Length)
                continue;   // a datagram that is cut is dropped by SocketDatagrams, too
            next.Bytes.CopyTo(buffer);
            handler.OnDatagram(next.Bytes.Length, next.Sender);
        }
    }
}
