using System.Net;

namespace O2.Actors;

/// <summary>Makes the byte stream to a broker: looks its name up, connects, and speaks TLS if that is wanted.</summary>
internal static class BrokerStream
{
    /// <summary>Connects; the task fails with an exception whose message is for people.</summary>
    public static async Task<IStreamConnection> ConnectAsync(ITransport transport, MqttOptions options, CancellationToken cancellation)
    {
        var address = await transport.ResolveAsync(options.Broker, cancellation).ConfigureAwait(false);
        var connection = await transport.ConnectAsync(new IPEndPoint(address, options.ActualPort), cancellation).ConfigureAwait(false);
        return options.UseTls ? await TlsConnection.AuthenticateAsync(connection, options, cancellation).ConfigureAwait(false) : connection;
    }
}
