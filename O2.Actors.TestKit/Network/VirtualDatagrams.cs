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
    private readonly Queue<byte[]> _waiting = new();
    private IDatagramHandler? _handler;
    private bool _isDisposed;

    public int Port => port;

    public void Start(IDatagramHandler handler)
    {
        lock (_lock) _handler = handler;
        machine.Network.Clock.Schedule(machine.Network.Clock.Now, ReceiveAll);
    }

    public bool Send(ReadOnlySpan<byte> datagram, IPEndPoint destination)
    {
        if (_isDisposed || datagram.Length > MaxBytes) return false;
        VirtualNetwork network = machine.Network;
        if (network.Find(machine, destination.Address) is not { } target) return true;
        LinkConditions link = network.ConditionsOf(machine, target);
        if (network.Happens(link.Loss)) return true;
        byte[] bytes = datagram.ToArray();
        int copies = network.Happens(link.Duplication) ? 2 : 1;
        for (int i = 0; i < copies; i++)
            network.Clock.Schedule(network.Clock.Now + network.Delay(link), () => Arrive(target, destination, bytes));
        return true;
    }

    public void Dispose()
    {
        lock (_lock) _isDisposed = true;
        machine.DatagramSockets.Release(port);
    }

    private void Arrive(VirtualMachine target, IPEndPoint destination, byte[] bytes)
    {
        if (machine.Network.AreJoined(machine, target))
            target.DatagramSockets.Find(destination.Address, destination.Port)?.Take(bytes);
    }

    private void Take(byte[] bytes)
    {
        lock (_lock)
        {
            if (_waiting.Count == MaxWaiting) return;
            _waiting.Enqueue(bytes);
        }
        ReceiveAll();
    }

    private void ReceiveAll()
    {
        while (true)
        {
            IDatagramHandler? handler;
            byte[]? bytes;
            lock (_lock)
            {
                handler = _handler;
                if (_isDisposed || handler is null || !_waiting.TryDequeue(out bytes)) return;
            }
            Memory<byte> buffer = handler.GetReceiveBuffer();
            if (bytes.Length > buffer.Length) continue;   // a datagram that is cut is dropped by SocketDatagrams, too
            bytes.CopyTo(buffer);
            handler.OnDatagram(bytes.Length);
        }
    }
}
