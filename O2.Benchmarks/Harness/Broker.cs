using System.Diagnostics;
using System.Net;
using System.Net.Sockets;

namespace O2.Benchmarks;

/// <summary>A mosquitto on loopback, which keeps no small packet back. It ends when it is disposed, or with us.</summary>
internal sealed class Broker : IAsyncDisposable
{
    private readonly Process _shell;
    private readonly string _file;

    private Broker(Process shell, string file, int port)
    {
        _shell = shell;
        _file = file;
        Port = port;
    }

    /// <summary>Where it listens.</summary>
    public int Port { get; }

    /// <summary>Starts one; null when this machine has none.</summary>
    public static async Task<Broker?> StartAsync()
    {
        string[] folders = [.. (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator), "/usr/sbin", "/usr/local/sbin"];
        if (folders.Select(folder => Path.Combine(folder, "mosquitto")).FirstOrDefault(File.Exists) is not { } program)
            return null;
        int port = FreePort();
        string file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, $"listener {port} 127.0.0.1\nallow_anonymous true\nset_tcp_nodelay true\nlog_dest stderr\nlog_type information\nuser {Environment.UserName}\n");
        // The shell ends it by its id when our end of its standard input is closed.
        var start = new ProcessStartInfo("sh", ["-c", "\"$1\" -c \"$2\" & broker=$!; cat > /dev/null; kill $broker; wait $broker", "sh", program, file])
        {
            RedirectStandardInput = true,
            RedirectStandardError = true,
        };
        var broker = new Broker(Process.Start(start)!, file, port);
        while (await broker._shell.StandardError.ReadLineAsync() is { } line)
        {
            if (line.Contains("running", StringComparison.Ordinal))
                return broker;
        }

        await broker.DisposeAsync();
        throw new IOException("mosquitto does not start.");
    }

    public async ValueTask DisposeAsync()
    {
        _shell.StandardInput.Close();
        await _shell.WaitForExitAsync();
        _shell.Dispose();
        File.Delete(_file);
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
