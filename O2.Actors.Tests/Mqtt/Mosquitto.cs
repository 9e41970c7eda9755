using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace O2.Actors.Tests.Mqtt;

/// <summary>A mosquitto of a test, on loopback, at a port that was free.</summary>
internal sealed class Mosquitto : IAsyncDisposable
{
    private const int Attempts = 5;
    private readonly DirectoryInfo _folder;
    private ChildProcess? _process;

    private Mosquitto(DirectoryInfo folder, int port)
    {
        _folder = folder;
        Port = port;
    }

    /// <summary>Where it listens.</summary>
    public int Port { get; }

    /// <summary>Its certificate, when it speaks TLS.</summary>
    public X509Certificate2? Certificate { get; private set; }

    /// <summary>How processes reach it.</summary>
    public MqttOptions Options => new() { Broker = "127.0.0.1", Port = Port };

    /// <summary>Starts one.</summary>
    /// <param name="password">For the user <c>player</c>; null lets everybody in.</param>
    /// <param name="usesTls">Whether it speaks TLS, with a certificate of its own making for <c>localhost</c>.</param>
    public static async Task<Mosquitto> StartAsync(string? password = null, bool usesTls = false)
    {
        for (int attempt = 1; ; attempt++)
        {
            var broker = new Mosquitto(Directory.CreateTempSubdirectory("o2-mosquitto-"), FreePort());
            try
            {
                await broker.ConfigureAsync(password, usesTls);
                await broker.RunAsync();
                return broker;
            }
            catch (TimeoutException) when (attempt < Attempts)
            {
                await broker.DisposeAsync();   // somebody took the port first
            }
        }
    }

    /// <summary>Ends it; connections break.</summary>
    public async Task StopAsync()
    {
        if (_process is { } process)
            await process.DisposeAsync();
        _process = null;
    }

    /// <summary>Starts it again, at the same port.</summary>
    public async Task RunAsync()
    {
        // It does not watch its standard input, so a shell does, and ends it by its id.
        _process = new ChildProcess(
            "sh", "-c", "\"$1\" -c \"$2\" & broker=$!; cat > /dev/null; kill $broker; wait $broker", "sh",
            MosquittoFactAttribute.Find("mosquitto")!, Path.Combine(_folder.FullName, "mosquitto.conf"));
        await _process.WaitForAsync("running");
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        Certificate?.Dispose();
        _folder.Delete(recursive: true);
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }

    private async Task ConfigureAsync(string? password, bool usesTls)
    {
        List<string> lines = ["log_dest stderr", "log_type all", "persistence false", $"user {Environment.UserName}"];
        lines.Add($"listener {Port} 127.0.0.1");
        lines.Add(password is null ? "allow_anonymous true" : $"allow_anonymous false\npassword_file {PathOf("passwords")}");
        if (password is not null)
            await WritePasswordAsync(password);
        if (usesTls)
        {
            WriteCertificate();
            lines.Add($"certfile {PathOf("cert.pem")}\nkeyfile {PathOf("key.pem")}");
        }

        await File.WriteAllLinesAsync(PathOf("mosquitto.conf"), lines);
    }

    private string PathOf(string file) => Path.Combine(_folder.FullName, file);

    /// <summary>The form of mosquitto_passwd: PBKDF2 with SHA-512.</summary>
    private Task WritePasswordAsync(string password)
    {
        const int iterations = 101, bytes = 64;
        byte[] salt = RandomNumberGenerator.GetBytes(12);
        byte[] hash = Rfc2898DeriveBytes.Pbkdf2(password, salt, iterations, HashAlgorithmName.SHA512, bytes);
        return File.WriteAllTextAsync(PathOf("passwords"), $"player:$7${iterations}${Convert.ToBase64String(salt)}${Convert.ToBase64String(hash)}\n");
    }

    private void WriteCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(names.Build());
        Certificate = request.CreateSelfSigned(TimeProvider.System.GetUtcNow().AddDays(-1), TimeProvider.System.GetUtcNow().AddDays(1));
        File.WriteAllText(PathOf("cert.pem"), Certificate.ExportCertificatePem());
        File.WriteAllText(PathOf("key.pem"), key.ExportPkcs8PrivateKeyPem());
    }
}
