using System.Buffers.Binary;
using System.Net.Sockets;
using O2.Protocol;

namespace O2.Actors.Tests.Gateways;

/// <summary>A TCP connection of a <see cref="RawPeer"/>.</summary>
internal sealed class RawConnection(Socket socket) : IDisposable
{
    private readonly NetworkStream _stream = new(socket, ownsSocket: true);
    private byte[]? _peeked;

    public static O2Message Decode(byte[] body)
    {
        Assert.True(MessageDecoder.TryDecode(body, new AddressCache(), mayMutate: true, out var message, out var error), error.ToString());
        return message;
    }

    public static byte[] FrameOf(O2Message message)
    {
        byte[] frame = new byte[MessageEncoder.GetTcpSize(message)];
        MessageEncoder.WriteTcp(message, frame);
        return frame;
    }

    /// <summary>Sends messages in one piece.</summary>
    public Task SendAsync(params IEnumerable<O2Message> messages) => SendAsync([.. messages.SelectMany(FrameOf)]);

    public Task SendAsync(byte[] bytes) => _stream.WriteAsync(bytes).AsTask();

    /// <summary>The next frame with its length; null when the other side has ended the connection in order. A reset throws.</summary>
    public async Task<byte[]?> TryReceiveFrameAsync()
    {
        if (Interlocked.Exchange(ref _peeked, null) is { } peeked)
            return peeked;
        using var patience = new CancellationTokenSource(RawPeer.Patience);
        byte[] prefix = new byte[TcpFramer.PrefixBytes];
        int read = await _stream.ReadAtLeastAsync(prefix, prefix.Length, throwOnEndOfStream: false, patience.Token);
        if (read == 0)
            return null;
        byte[] frame = [.. prefix, .. new byte[BinaryPrimitives.ReadInt32BigEndian(prefix)]];
        await _stream.ReadExactlyAsync(frame.AsMemory(prefix.Length), patience.Token);
        return frame;
    }

    public async Task<O2Message> ReceiveAsync()
    {
        byte[]? frame = await TryReceiveFrameAsync();
        Assert.NotNull(frame);
        return Decode(frame[TcpFramer.PrefixBytes..]);
    }

    /// <summary>The introduction that comes next; it stays to be received.</summary>
    public async Task<Introduction> PeekIntroductionAsync()
    {
        _peeked = (await TryReceiveFrameAsync())!;
        Assert.True(Introduction.TryRead(Decode(_peeked[TcpFramer.PrefixBytes..]), out var introduction));
        return introduction;
    }

    /// <summary>Receives up to a message to an address.</summary>
    public async Task<IReadOnlyList<O2Message>> ReceiveUntilAsync(string address)
    {
        List<O2Message> received = [];
        do
            received.Add(await ReceiveAsync());
        while (received[^1].Address.Text != address);
        return received;
    }

    /// <summary>Waits for the end of the connection; anything else that comes, and a reset, fails the test.</summary>
    public async Task ReceiveEndAsync() => Assert.Null(await TryReceiveFrameAsync());

    /// <summary>Ends the connection as a program does that dies with unread input: by a reset.</summary>
    public void Reset()
    {
        socket.LingerState = new LingerOption(true, 0);
        Dispose();
    }

    public void Dispose() => _stream.Dispose();
}
