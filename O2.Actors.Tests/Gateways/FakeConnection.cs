using System.Net;

namespace O2.Actors.Tests.Gateways;

/// <summary>A connection on which nothing happens.</summary>
internal sealed class FakeConnection : IStreamConnection
{
    private readonly TaskCompletionSource _disposed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IPEndPoint RemoteEndPoint { get; } = new(IPAddress.Loopback, 1);

    /// <summary>Completes when it is disposed.</summary>
    public Task Disposed => _disposed.Task.WaitAsync(TimeSpan.FromSeconds(30));

    public bool IsDisposed => _disposed.Task.IsCompleted;

    public void Start(IStreamHandler handler)
    {
    }

    public void Resume()
    {
    }

    public bool Send(ReadOnlyMemory<byte> bytes) => true;

    public void Shutdown()
    {
    }

    public void Dispose() => _disposed.TrySetResult();
}
