using System.Net;
using O2.Actors;
using O2.Web;

namespace O2.Cli;

/// <summary>The web server, and the pages that join through it.</summary>
internal sealed class WebPart : IHostPart
{
    private readonly O2WebServer _server;

    private WebPart(O2WebServer server, string hint) => (_server, Hint) = (server, hint);

    public string Name => _server.Bridge.Name;

    public int Clients => _server.Bridge.Clients.Count;

    public int Port => _server.Address.Port;

    public string Address => _server.Address.ToString();

    public string Hint { get; }

    /// <param name="process">The process.</param>
    /// <param name="section">The settings.</param>
    /// <param name="folder">Where a relative root folder begins.</param>
    /// <param name="cancellation">Ends the start.</param>
    /// <exception cref="UserErrorException">A setting is out of its range.</exception>
    /// <exception cref="O2Exception">The port is taken.</exception>
    public static async Task<WebPart> StartAsync(O2Process process, WebSection section, string folder, CancellationToken cancellation)
    {
        HostConfiguration.Check(section.Port is >= 0 and <= IPEndPoint.MaxPort, "web.port", section.Port, $"0 to {IPEndPoint.MaxPort}");
        HostConfiguration.Check(section.MaxClients >= 1, "web.maxClients", section.MaxClients, "1 or more");
        if (!IPAddress.TryParse(section.Bind, out var bind))
            throw new UserErrorException($"web.bind is '{section.Bind}'; it has to be an address: 127.0.0.1 for this computer only, 0.0.0.0 for the whole network.");
        var root = section.Root is null ? null : Path.GetFullPath(section.Root, folder);
        if (root is not null && !Directory.Exists(root))
            throw new UserErrorException($"web.root is '{section.Root}', and there is no folder '{root}'.");

        var options = new O2WebOptions
        {
            Port = section.Port,
            BindAddress = bind,
            RootFolder = root,
            AllowedOrigins = section.Origins,
            MaxClients = section.MaxClients,
        };
        var where = IPAddress.IsLoopback(bind) ? "on this computer" : "on any computer or phone of this network";
        return new WebPart(
            await O2WebServer.StartAsync(process, options, cancellation),
            root is null ? $"for pages {where}; it has none of its own (web.root)" : $"open it in a browser {where}");
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
