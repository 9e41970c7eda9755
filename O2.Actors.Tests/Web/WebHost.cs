using System.Net;
using System.Net.Sockets;
using System.Net.WebSockets;
using System.Text;
using O2.Protocol;
using O2.Web;

namespace O2.Actors.Tests.Web;

/// <summary>A process with a web server at a port of its own, for tests.</summary>
internal sealed class WebHost : IAsyncDisposable
{
    public const string Ensemble = "stage";
    private WebHost(O2Process process, O2WebServer server, string? root)
    {
        Process = process;
        Server = server;
        Root = root;
        Http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false }) { BaseAddress = server.Address };
    }

    public O2Process Process { get; }

    public O2WebServer Server { get; }

    /// <summary>The root folder; null when there is none.</summary>
    public string? Root { get; }

    /// <summary>A client that follows no redirection.</summary>
    public HttpClient Http { get; }

    /// <summary>Starts a host; with files, it has them in a folder of its own as root. Those whose path begins with <c>../</c> lie outside.</summary>
    public static async Task<WebHost> StartAsync(O2WebOptions? options = null, params (string Path, string Content)[] files)
    {
        string? root = files.Length == 0 ? null : Path.Combine(Directory.CreateTempSubdirectory("o2web").FullName, "root");
        foreach (var (path, content) in files)
        {
            string full = Path.Combine(root!, path);
            Directory.CreateDirectory(Path.GetDirectoryName(full)!);
            await File.WriteAllTextAsync(full, content);
        }

        var process = await Ensembles.StartAsync(Ensemble);
        var server = await O2WebServer.StartAsync(process, (options ?? new O2WebOptions()) with { Port = 0, RootFolder = root ?? options?.RootFolder });
        return new WebHost(process, server, root);
    }

    /// <summary>Opens a connection on which anything may be said.</summary>
    public async Task<Socket> ConnectAsync()
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, Server.Address.Port));
        return socket;
    }

    /// <summary>Says something that is perhaps HTTP, and returns the answer up to the end of the connection.</summary>
    public async Task<string> SayAsync(string request)
    {
        using var socket = await ConnectAsync();
        await socket.SendAsync(Encoding.Latin1.GetBytes(request));
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var answer = new MemoryStream();
        byte[] piece = new byte[4096];
        try
        {
            for (int count; (count = await socket.ReceiveAsync(piece, patience.Token)) > 0;)
                answer.Write(piece, 0, count);
        }
        catch (SocketException)
        {
            // The end of the connection, too.
        }

        return Encoding.Latin1.GetString(answer.ToArray());
    }

    /// <summary>The next bytes of a connection as text, up to the end of the headers.</summary>
    public static async Task<string> ReadHeadAsync(Socket socket)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        var head = new StringBuilder();
        byte[] one = new byte[1];
        while (!head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal) && await socket.ReceiveAsync(one, patience.Token) > 0)
            head.Append((char)one[0]);
        return head.ToString();
    }

    /// <summary>Opens a WebSocket.</summary>
    public async Task<Page> OpenAsync(string path = "o2ws", string? origin = null)
    {
        var socket = new ClientWebSocket();
        if (origin is not null)
            socket.Options.SetRequestHeader("Origin", origin);
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await socket.ConnectAsync(new UriBuilder(Server.Address) { Scheme = "ws", Path = path }.Uri, patience.Token);
        return new Page(socket);
    }

    /// <summary>Opens a WebSocket and joins.</summary>
    public async Task<Page> JoinAsync()
    {
        var page = await OpenAsync();
        await page.SendAsync($"/_o2/ws/dy|s|0|T|{Ensemble}|");
        Assert.StartsWith("!_o2/id|i|0|T|", await page.ReceiveAsync(), StringComparison.Ordinal);
        return page;
    }

    /// <summary>Opens a WebSocket, joins and offers a service.</summary>
    public async Task<Page> OfferAsync(string service)
    {
        var page = await JoinAsync();
        await page.SendAsync($"!_o2/ws/sv|siisi|0|T|{service}|1|1|;|0|");
        await Process.Until(() => Process.Status(service) != ServiceStatus.Unknown);
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await Server.DisposeAsync();
        await Process.DisposeAsync();
        if (Root is not null)
            Directory.Delete(Path.GetDirectoryName(Root)!, recursive: true);
    }
}
