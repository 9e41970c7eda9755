using System.Net;
using System.Net.Sockets;

namespace O2.Actors.TestKit;

/// <summary>The ports of one protocol on one machine.</summary>
/// <typeparam name="T">What is bound to a port.</typeparam>
internal sealed class VirtualPorts<T>
    where T : class
{
    private const int FirstEphemeral = 49_152;

    private readonly Lock _lock = new();
    private readonly Dictionary<int, (IPAddress Address, T Socket)> _bound = [];
    private int _nextEphemeral = FirstEphemeral;

    /// <summary>Binds a socket.</summary>
    /// <param name="address">The local address, or any.</param>
    /// <param name="port">The port, or 0 for a free one.</param>
    /// <param name="create">Makes the socket, given its port.</param>
    /// <exception cref="SocketException">The port is taken.</exception>
    public T Bind(IPAddress address, int port, Func<int, T> create)
    {
        lock (_lock)
        {
            if (port == 0)
                port = TakeEphemeral();
            else if (_bound.ContainsKey(port))
                throw new SocketException((int)SocketError.AddressAlreadyInUse);
            T socket = create(port);
            _bound.Add(port, (address, socket));
            return socket;
        }
    }

    /// <summary>A port that nobody uses, for the client's end of a connection.</summary>
    public int TakeEphemeral()
    {
        lock (_lock)
        {
            while (_bound.ContainsKey(_nextEphemeral))
                _nextEphemeral++;
            return _nextEphemeral++;
        }
    }

    public void Release(int port)
    {
        lock (_lock)
            _bound.Remove(port);
    }

    /// <summary>The socket that takes what is sent to an address and port; null when there is none.</summary>
    public T? Find(IPAddress address, int port)
    {
        lock (_lock)
            return _bound.TryGetValue(port, out var bound) && (bound.Address.Equals(IPAddress.Any) || bound.Address.Equals(address)) ? bound.Socket : null;
    }
}
