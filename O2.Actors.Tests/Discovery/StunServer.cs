using System.Collections.Concurrent;
using System.Net;
using O2.Actors.Tests.Protocol.Stun;
using O2.Protocol.Stun;

namespace O2.Actors.Tests.Discovery;

/// <summary>A STUN server at some transport that tells what the test wants.</summary>
internal sealed class StunServer : IDatagramHandler, IDisposable
{
    private readonly IDatagramSocket _socket;
    private readonly Func<StunTransactionId, DatagramSender, IEnumerable<byte[]>> _answers;
    private readonly byte[] _buffer = new byte[2048];
    private readonly ConcurrentQueue<StunTransactionId> _requests = new();
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private StunServer(ITransport transport, IPAddress address, Func<StunTransactionId, DatagramSender, IEnumerable<byte[]>> answers, int port = 0)
    {
        _answers = answers;
        _socket = transport.OpenDatagrams(address, port);
        _socket.Start(this);
    }

    public int Port => _socket.Port;

    /// <summary>The transaction ids of the requests so far.</summary>
    public IReadOnlyList<StunTransactionId> Requests => [.. _requests];

    /// <summary>Ends with the first request.</summary>
    public Task Asked => _asked.Task;

    public bool WantsSender => true;

    /// <summary>Answers each request with these datagrams.</summary>
    public static StunServer Start(ITransport transport, IPAddress address, Func<StunTransactionId, DatagramSender, IEnumerable<byte[]>> answers) =>
        new(transport, address, answers);

    /// <summary>Tells everybody the same address.</summary>
    public static StunServer Telling(ITransport transport, IPAddress at, uint address) =>
        new(transport, at, (id, _) => [StunDatagrams.Answer(id, StunDatagrams.Address(StunDatagrams.XorMapped, address))]);

    /// <summary>Tells everybody the address that the request came from, at a port of a network of the test's own.</summary>
    public static StunServer Truthful(ITransport transport, IPAddress at, int port) =>
        new(transport, at, (id, sender) => [StunDatagrams.Answer(id, StunDatagrams.Address(StunDatagrams.XorMapped, sender.Ip))], port);

    public static StunServer Silent(ITransport transport, IPAddress address) => new(transport, address, (_, _) => []);

    public Memory<byte> GetReceiveBuffer() => _buffer;

    public void OnDatagram(int count, DatagramSender sender)
    {
        Assert.Equal(StunBinding.RequestBytes, count);
        var id = StunTransactionId.Read(_buffer.AsSpan(8));
        _requests.Enqueue(id);
        _asked.TrySetResult();
        foreach (byte[] answer in _answers(id, sender))
            _socket.Send(answer, new IPEndPoint(IpNumber.ToAddress(sender.Ip), sender.Port));
    }

    public void Dispose() => _socket.Dispose();
}
