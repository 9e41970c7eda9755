using System.Net;
using System.Net.Security;
using System.Security.Authentication;

namespace O2.Actors;

/// <summary>A connection inside another one, encrypted by TLS.</summary>
internal sealed class TlsConnection : IStreamConnection
{
    private readonly ConnectionStream _inner;
    private readonly SslStream _tls;
    private readonly SemaphoreSlim _resumed = new(0);
    private Task _sending = Task.CompletedTask;
    private IStreamHandler? _handler;

    private TlsConnection(IPEndPoint remote, ConnectionStream inner, SslStream tls)
    {
        RemoteEndPoint = remote;
        _inner = inner;
        _tls = tls;
    }

    public IPEndPoint RemoteEndPoint { get; }

    /// <summary>Agrees with the broker, and checks that it is the one that is meant.</summary>
    /// <exception cref="AuthenticationException">It is not, or it does not speak TLS.</exception>
    /// <exception cref="IOException">The connection ended meanwhile.</exception>
    public static async Task<IStreamConnection> AuthenticateAsync(IStreamConnection connection, MqttOptions options, CancellationToken cancellation)
    {
        var inner = new ConnectionStream(connection);
        var tls = new SslStream(inner);
        try
        {
            await tls.AuthenticateAsClientAsync(
                new SslClientAuthenticationOptions { TargetHost = options.Broker, RemoteCertificateValidationCallback = options.CheckCertificate }, cancellation).ConfigureAwait(false);
            return new TlsConnection(connection.RemoteEndPoint, inner, tls);
        }
        catch
        {
            await tls.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    public void Start(IStreamHandler handler)
    {
        _handler = handler;
        _ = ReceiveAsync(handler);
    }

    public void Resume() => _resumed.Release();

    public bool Send(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            var sending = _tls.WriteAsync(bytes);
            if (sending.IsCompletedSuccessfully)
                return true;
            _sending = SendAsync(sending);
            return false;
        }
        catch (ObjectDisposedException)
        {
            return true;   // the receiving side reports it
        }
    }

    /// <summary>TLS has an end of its own (close_notify), which goes first.</summary>
    public void Shutdown() => _ = ShutdownAsync();

    public void Dispose()
    {
        _tls.Dispose();   // and with it the connection inside, which ends whatever TLS does at the moment
        _resumed.Release();
    }

    private async Task SendAsync(ValueTask sending)
    {
        try
        {
            await sending.ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException)
        {
            Dispose();   // the receiving side reports it, once
        }

        _handler?.OnSent();
    }

    private async Task ShutdownAsync()
    {
        try
        {
            await _sending.ConfigureAwait(false);
            await _tls.ShutdownAsync().ConfigureAwait(false);
            _inner.Shutdown();
        }
        catch (Exception e) when (e is IOException or ObjectDisposedException or InvalidOperationException)
        {
            Dispose();
        }
    }

    private async Task ReceiveAsync(IStreamHandler handler)
    {
        await Task.Yield();
        Exception? failure = null;
        try
        {
            int count;
            while ((count = await _tls.ReadAsync(handler.GetReceiveBuffer()).ConfigureAwait(false)) > 0)
            {
                if (!handler.OnReceived(count))
                    await _resumed.WaitAsync().ConfigureAwait(false);
            }
        }
        catch (Exception e)
        {
            failure = e;
        }

        handler.OnClosed(failure);
    }
}
