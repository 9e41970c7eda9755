using System.Diagnostics.CodeAnalysis;

namespace O2.Actors;

/// <summary>Connections that the listener has accepted and the gateway has not taken yet. Once it is disposed, they are closed, and so is what still comes.</summary>
/// <remarks>Thread-safe.</remarks>
internal sealed class AcceptedConnections : IDisposable
{
    private readonly Lock _lock = new();
    private readonly Queue<IStreamConnection> _waiting = new();
    private bool _isDisposed;

    /// <summary>Keeps a connection; false when it was closed instead.</summary>
    public bool TryAdd(IStreamConnection connection)
    {
        lock (_lock)
        {
            if (!_isDisposed)
            {
                _waiting.Enqueue(connection);
                return true;
            }
        }

        connection.Dispose();
        return false;
    }

    /// <summary>Takes the oldest; false when all were closed.</summary>
    public bool TryTake([NotNullWhen(true)] out IStreamConnection? connection)
    {
        lock (_lock)
            return _waiting.TryDequeue(out connection);
    }

    public void Dispose()
    {
        lock (_lock)
            _isDisposed = true;
        while (TryTake(out var connection))
            connection.Dispose();
    }
}
