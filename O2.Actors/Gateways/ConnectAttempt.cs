using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using Akka.Actor;

namespace O2.Actors;

/// <summary>Opens one connection, and closes it if nobody wants it any more when it is there.</summary>
internal sealed class ConnectAttempt : IDisposable
{
    private readonly CancellationTokenSource _cancellation = new();
    private readonly Task<IStreamConnection> _connection;
    private bool _isTaken;

    public ConnectAttempt(ITransport transport, IPEndPoint target)
        : this(cancellation => transport.ConnectAsync(target, cancellation))
    {
    }

    public ConnectAttempt(Func<CancellationToken, Task<IStreamConnection>> connect) => _connection = connect(_cancellation.Token);

    /// <summary>Sends the outcome to an actor: <see cref="PeerProtocol.Connected"/> or <see cref="PeerProtocol.Closed"/>.</summary>
    public void PipeTo(IActorRef actor) => PipeTo(actor, PeerProtocol.Connected.Instance, e => new PeerProtocol.Closed(e.Message));

    /// <summary>Sends the outcome to an actor, as messages of its own.</summary>
    public void PipeTo(IActorRef actor, object connected, Func<Exception, object> failed) => _connection.PipeTo(actor, success: _ => connected, failure: failed);

    /// <summary>Takes the connection, once it is there.</summary>
    public IStreamConnection Take()
    {
        _isTaken = true;
        return _connection.Result;
    }

    public void Dispose()
    {
        _cancellation.Cancel();
        _cancellation.Dispose();
        if (!_isTaken)
            _ = CloseAsync();
    }

    private async Task CloseAsync()
    {
        try
        {
            (await _connection.ConfigureAwait(false)).Dispose();
        }
        catch (Exception e) when (e is OperationCanceledException or SocketException or IOException or AuthenticationException)
        {
            // It was not made.
        }
    }
}
