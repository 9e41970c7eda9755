using System.Threading.Channels;

namespace O2.Actors;

/// <summary>An <see cref="IStreamConnection"/> as a <see cref="Stream"/>, for what wants one.</summary>
/// <remarks>Only the asynchronous methods work. One reader and one writer at a time.</remarks>
internal sealed class ConnectionStream : Stream, IStreamHandler
{
    private const int BufferBytes = 16 * 1024;
    private readonly IStreamConnection _connection;
    private readonly byte[] _arriving = new byte[BufferBytes];
    private readonly Channel<byte[]> _arrived = Channel.CreateUnbounded<byte[]>();
    private readonly SemaphoreSlim _sent = new(0);
    private ReadOnlyMemory<byte> _rest;
    private volatile bool _isClosed;

    public ConnectionStream(IStreamConnection connection)
    {
        _connection = connection;
        connection.Start(this);
    }

    public override bool CanRead => true;

    public override bool CanWrite => true;

    public override bool CanSeek => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <summary>Reads what has come; the connection receives the next piece only after this one was taken.</summary>
    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (buffer.IsEmpty)
            return 0;
        if (_rest.IsEmpty)
        {
            if (!await _arrived.Reader.WaitToReadAsync(cancellationToken).ConfigureAwait(false) || !_arrived.Reader.TryRead(out byte[]? piece))
                return 0;
            _rest = piece;
            _connection.Resume();
        }

        int count = Math.Min(buffer.Length, _rest.Length);
        _rest[..count].CopyTo(buffer);
        _rest = _rest[count..];
        return count;
    }

    public override async ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        ObjectDisposedException.ThrowIf(_isClosed, this);
        if (!_connection.Send(buffer))
            await _sent.WaitAsync(cancellationToken).ConfigureAwait(false);
    }

    public override Task FlushAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    /// <summary>Ends the sending side after what was sent.</summary>
    public void Shutdown() => _connection.Shutdown();

    Memory<byte> IStreamHandler.GetReceiveBuffer() => _arriving;

    bool IStreamHandler.OnReceived(int count)
    {
        _arrived.Writer.TryWrite(_arriving[..count]);
        return false;
    }

    void IStreamHandler.OnSent() => _sent.Release();

    void IStreamHandler.OnClosed(Exception? error)
    {
        _isClosed = true;
        _arrived.Writer.TryComplete();
        _sent.Release();
    }

    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _connection.Dispose();
        base.Dispose(disposing);
    }
}
