namespace O2.Actors.Tests.Gateways;

/// <summary>Keeps what a connection tells its handler.</summary>
internal sealed class StreamRecorder : IStreamHandler
{
    private readonly byte[] _buffer = new byte[1000];
    private readonly List<byte> _received = [];
    private readonly SemaphoreSlim _sent = new(0);
    private readonly TaskCompletionSource<Exception?> _closed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _closings;

    /// <summary>Called with what was received; may throw.</summary>
    public Action<byte[]> Received { get; set; } = _ => { };

    /// <summary>Called when a send has ended later; may throw.</summary>
    public Action Sent { get; set; } = () => { };

    /// <summary>Asked after each receive whether to pause; null for never.</summary>
    public Func<bool>? Pauses { get; set; }

    /// <summary>Everything that was received, once the connection has ended.</summary>
    public IReadOnlyList<byte> Bytes => _received;

    /// <summary>How often the end was told.</summary>
    public int Closings => Volatile.Read(ref _closings);

    /// <summary>Completes with what the end was told with.</summary>
    public Task<Exception?> Closed => _closed.Task.WaitAsync(TimeSpan.FromSeconds(20));

    /// <summary>Sends all of it, waiting where the connection says so.</summary>
    public async Task SendAsync(IStreamConnection connection, ReadOnlyMemory<byte> bytes)
    {
        if (!connection.Send(bytes))
            Assert.True(await _sent.WaitAsync(TimeSpan.FromSeconds(20)));
    }

    public Memory<byte> GetReceiveBuffer() => _buffer;

    public bool OnReceived(int count)
    {
        byte[] some = _buffer[..count];
        _received.AddRange(some);
        Received(some);
        return !(Pauses?.Invoke() ?? false);
    }

    public void OnSent()
    {
        _sent.Release();
        Sent();
    }

    public void OnClosed(Exception? error)
    {
        Interlocked.Increment(ref _closings);
        _closed.TrySetResult(error);
    }
}
