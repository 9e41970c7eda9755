using System.Net;
using O2.Actors.TestKit;
using O2.Protocol.Osc;

namespace O2.Actors.Tests.Bridges.Osc;

/// <summary>An OSC program with a TCP port on a virtual machine, or the end of a connection that it has made itself.</summary>
internal sealed class OscServer : IDisposable
{
    private readonly IStreamListener? _listener;
    private readonly List<End> _ends = [];

    public OscServer(VirtualMachine machine, int port = 0)
    {
        _listener = machine.Transport.Listen(IPAddress.Any, port);
        _listener.Start(Add);
    }

    private OscServer(IStreamConnection connection) => Add(connection);

    public int Port => _listener!.Port;

    /// <summary>The packets so far.</summary>
    public List<byte[]> Packets { get; } = [];

    /// <summary>All bytes so far.</summary>
    public List<byte> Bytes { get; } = [];

    /// <summary>How many connections are open.</summary>
    public int Connections => _ends.Count;

    /// <summary>Whether what comes stays unread.</summary>
    public bool IsDeaf { get; set; }

    /// <summary>Connects to a port of another machine.</summary>
    public static OscServer Connect(EnsembleFixture ensemble, VirtualMachine from, VirtualMachine to, int port) =>
        new(ensemble.Run(from.Transport.ConnectAsync(new IPEndPoint(to.Address, port), default)));

    /// <summary>Sends by all connections.</summary>
    public void Send(params byte[] bytes)
    {
        foreach (var end in _ends)
            end.Connection.Send(bytes);
    }

    /// <summary>Reads again.</summary>
    public void Listen()
    {
        IsDeaf = false;
        foreach (var end in _ends)
            end.Connection.Resume();
    }

    /// <summary>Closes all connections.</summary>
    public void Hangup()
    {
        foreach (var end in _ends.ToArray())
            end.Connection.Dispose();
        _ends.Clear();
    }

    /// <summary>Closes all connections and listens no more.</summary>
    public void Dispose()
    {
        _listener?.Dispose();
        Hangup();
    }

    private void Add(IStreamConnection connection)
    {
        End end = new(this, connection);
        _ends.Add(end);
        connection.Start(end);
    }

    private sealed class End(OscServer server, IStreamConnection connection) : IStreamHandler
    {
        private readonly byte[] _buffer = new byte[4096];
        private readonly OscStreamReader _reader = new();

        public IStreamConnection Connection => connection;

        public Memory<byte> GetReceiveBuffer() => _buffer;

        public bool OnReceived(int count)
        {
            server.Bytes.AddRange(_buffer[..count]);
            ReadOnlySpan<byte> rest = _buffer.AsSpan(0, count);
            while (_reader.Read(rest, out int consumed, out var packet) == OscStreamStatus.Packet)
            {
                server.Packets.Add(packet.ToArray());
                rest = rest[consumed..];
            }

            return !server.IsDeaf;
        }

        public void OnSent()
        {
        }

        public void OnClosed(Exception? error)
        {
            connection.Dispose();
            server._ends.Remove(this);
        }
    }
}
