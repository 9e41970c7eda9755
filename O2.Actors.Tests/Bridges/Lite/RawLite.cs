using System.Net;
using O2.Protocol;
using O2.Protocol.Lite;

namespace O2.Actors.Tests.Bridges.Lite;

/// <summary>An O2lite client as bare sockets, real or virtual: it says exactly what a test gives it, and nothing by itself.</summary>
/// <remarks>Like the clients in C and Python it sends datagrams from another socket than the one it names.</remarks>
internal sealed class RawLite : IDisposable
{
    private readonly LiteStage _stage;
    private readonly IDatagramSocket _listening;
    private readonly IDatagramSocket _sending;
    private readonly Stream _stream;

    /// <summary>Connects to the host of a stage, maybe elsewhere than it was; nothing is said yet.</summary>
    public RawLite(LiteStage stage, ITransport transport, IPEndPoint? host = null)
    {
        _stage = stage;
        _listening = transport.OpenDatagrams(IPAddress.Any, 0);
        _sending = transport.OpenDatagrams(IPAddress.Any, 0);
        _listening.Start(new Datagrams(this));
        var connecting = transport.ConnectAsync(host ?? stage.Tcp, default);
        connecting.ContinueWith(_ => stage.Wake(), TaskContinuationOptions.ExecuteSynchronously);
        stage.Until(() => connecting.IsCompleted);
        _stream = new Stream(this, connecting.GetAwaiter().GetResult());
    }

    /// <summary>The number that the host gave; 0 before.</summary>
    public int Id { get; private set; }

    /// <summary>The UDP port that it listens at.</summary>
    public int UdpPort => _listening.Port;

    /// <summary>What has come by TCP, the id included.</summary>
    public List<O2Message> Reliable { get; } = [];

    /// <summary>What has come by UDP.</summary>
    public List<O2Message> BestEffort { get; } = [];

    /// <summary>Whether the host has ended the connection.</summary>
    public bool IsClosed { get; private set; }

    /// <summary>Set to read nothing more: what the host sends fills the network.</summary>
    public bool IsDeaf { get; set; }

    /// <summary>The sockets tell of what comes on threads of theirs.</summary>
    public T Locked<T>(Func<T> look)
    {
        lock (Reliable)
            return look();
    }

    /// <summary>Says <c>con</c> and waits for the number.</summary>
    public RawLite Join(uint claimedIp = 0x7f000001)
    {
        Send(LiteClientMessages.CreateConnect(claimedIp, UdpPort));
        _stage.Until(() => Locked(() => Reliable.Any(m => LiteHostMessages.TryReadBridgeId(m, out _))));
        Id = Locked(() => Reliable.Single(m => m.Address.Text == LiteAddress.BridgeId)).AsView().Int32(0);
        return this;
    }

    /// <summary>Offers services, and waits until the host has them.</summary>
    public RawLite Offer(params string[] services)
    {
        foreach (string service in services)
        {
            Announce(AnnouncedGroup.NewService(service, ServiceProperties.Empty));
            _stage.Until(() => _stage.Host.Status(service) != ServiceStatus.Unknown);
        }

        return this;
    }

    public void Announce(AnnouncedGroup group) => Send(LiteClientMessages.CreateAnnouncement(LiteVariant.Sockets, group));

    public void Send(string address, params ReadOnlySpan<O2Value> args) => Send(O2Message.Create(address, GlobalTime.Immediately, reliable: true, args));

    public void Send(O2Message message)
    {
        byte[] frame = new byte[MessageEncoder.GetTcpSize(message)];
        MessageEncoder.WriteTcp(message, frame);
        SendBytes(frame);
    }

    public void SendBytes(byte[] bytes) => _stream.Send(bytes);

    public void SendDatagram(O2Message message)
    {
        byte[] bytes = new byte[MessageEncoder.GetUdpSize(message)];
        MessageEncoder.WriteUdp(message, bytes);
        SendDatagram(bytes);
    }

    public void SendDatagram(byte[] bytes) => _sending.Send(bytes, _stage.Udp);

    /// <summary>Waits until a message to an address has come by TCP, and returns all of these.</summary>
    public IReadOnlyList<O2Message> Hear(string address, int count = 1)
    {
        _stage.Until(() => Locked(() => Reliable.Count(m => m.Address.Text == address) >= count));
        return Locked(() => Reliable.Where(m => m.Address.Text == address).ToList());
    }

    /// <summary>Waits until a message to an address has come by UDP.</summary>
    public O2Message HearDatagram(string address)
    {
        _stage.Until(() => Locked(() => BestEffort.Any(m => m.Address.Text == address)));
        return Locked(() => BestEffort.First(m => m.Address.Text == address));
    }

    /// <summary>Asks for the status of a service that nobody offers, and waits for the answer: what was sent before by TCP has been handled.</summary>
    public void Sync()
    {
        string nobody = $"sync{Guid.NewGuid():n}";
        Send(LiteClientMessages.CreateStatus(LiteVariant.Sockets, nobody));
        _stage.Until(() => Locked(() => Reliable.Any(m => LiteHostMessages.TryReadStatus(m, out string service, out _) && service == nobody)));
    }

    public void UntilClosed() => _stage.Until(() => Locked(() => IsClosed));

    public void Dispose()
    {
        _stream.Connection.Dispose();
        _listening.Dispose();
        _sending.Dispose();
    }

    private void Take(O2Message message, List<O2Message> where)
    {
        lock (Reliable)
            where.Add(message);
        _stage.Wake();
    }

    private sealed class Stream : IStreamHandler
    {
        private readonly RawLite _client;
        private readonly byte[] _buffer = new byte[1 << 17];
        private readonly Queue<byte[]> _unsent = new();
        private bool _isSending;
        private int _filled;

        public Stream(RawLite client, IStreamConnection connection)
        {
            _client = client;
            Connection = connection;
            connection.Start(this);
        }

        public IStreamConnection Connection { get; }

        public Memory<byte> GetReceiveBuffer() => _buffer.AsMemory(_filled);

        public bool OnReceived(int count)
        {
            _filled += count;
            int used = 0;
            while (TcpFramer.TryReadFrame(_buffer.AsSpan(used, _filled - used), out int start, out int length) == System.Buffers.OperationStatus.Done)
            {
                Assert.True(MessageDecoder.TryDecode(_buffer.AsSpan(used + start, length).ToArray(), new AddressCache(), mayMutate: true, out var message, out _));
                _client.Take(message, _client.Reliable);
                used += start + length;
            }

            _buffer.AsSpan(used, _filled - used).CopyTo(_buffer);
            _filled -= used;
            return !_client.IsDeaf;
        }

        public void Send(byte[] bytes)
        {
            lock (_unsent)
                _unsent.Enqueue(bytes);
            SendNext();
        }

        public void OnSent()
        {
            lock (_unsent)
                _isSending = false;
            SendNext();
        }

        public void OnClosed(Exception? error)
        {
            lock (_client.Reliable)
                _client.IsClosed = true;
            _client._stage.Wake();
        }

        private void SendNext()
        {
            while (true)
            {
                byte[]? next;
                lock (_unsent)
                {
                    if (_isSending || !_unsent.TryDequeue(out next))
                        return;
                    _isSending = true;
                }

                if (!Connection.Send(next))
                    return;
                lock (_unsent)
                    _isSending = false;
            }
        }
    }

    private sealed class Datagrams(RawLite client) : IDatagramHandler
    {
        private readonly byte[] _buffer = new byte[ProtocolLimits.MaxDatagramBytes];

        public bool WantsSender => false;

        public Memory<byte> GetReceiveBuffer() => _buffer;

        public void OnDatagram(int count, DatagramSender sender)
        {
            Assert.True(MessageDecoder.TryDecode(_buffer.AsSpan(0, count).ToArray(), new AddressCache(), mayMutate: true, out var message, out _));
            client.Take(message, client.BestEffort);
        }
    }
}
