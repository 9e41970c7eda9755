using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using O2.Actors.Tests.Gateways;

namespace O2.Actors.Tests.Mqtt;

/// <summary>An encrypted connection over loopback, with a server that .NET makes.</summary>
public sealed class TlsConnectionTests
{
    [Fact]
    public async Task What_encrypts_is_disposed_with_the_connection_while_it_reads_and_a_send_then_is_no_failure()
    {
        SslStream? tls = null;
        var options = new MqttOptions { Broker = "localhost", UseTls = true, CheckCertificate = (stream, _, _, _) => (tls = (SslStream)stream) is not null };
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var inner = await SocketTransport.Instance.ConnectAsync((IPEndPoint)listener.LocalEndpoint, default);
        await using var server = new SslStream((await listener.AcceptTcpClientAsync()).GetStream());
        var accepted = server.AuthenticateAsServerAsync(NewCertificate());
        var connection = await TlsConnection.AuthenticateAsync(inner, options, default);
        await accepted;
        var handler = new StreamRecorder();
        connection.Start(handler);
        await handler.SendAsync(connection, new byte[] { 7 });
        byte[] heard = new byte[1];
        await server.ReadExactlyAsync(heard);

        connection.Dispose();

        await handler.Closed;
        Assert.Equal([7], heard);
        Assert.Throws<ObjectDisposedException>(() => tls!.Write([1]));
        Assert.True(connection.Send(new byte[] { 8 }));
        connection.Dispose();
        Assert.Equal(1, handler.Closings);
    }

    private static X509Certificate2 NewCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256).CreateSelfSigned(
            TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
    }
}
