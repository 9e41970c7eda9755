using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using O2.Actors;
using O2.Protocol.Lite;

namespace O2.Web;

/// <summary>A web server in an O2 process: it serves files, and pages join the process's ensemble through it.</summary>
/// <remarks>
/// Pages are clients of a bridge named <c>web</c>; their WebSocket may have any path, <c>/o2ws</c> by habit. Timed messages go to them at once, and they wait by
/// themselves. Dispose it before its process. Thread-safe. Source: O2 2.0, "O2 over WebSockets". See <c>docs/web.md</c>.
/// </remarks>
public sealed class O2WebServer : IAsyncDisposable
{
    /// <summary>The name of the bridge whose clients the pages are.</summary>
    public const string BridgeName = "web";

    private const int HeaderBytes = 16 * 1024;

    /// <summary>Connections besides those of joined pages: browsers that fetch files, and whoever connects and says nothing.</summary>
    private const int MaxOtherConnections = 1024;

    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(5);
    private readonly WebApplication _web;
    private readonly HttpAnnouncement? _announcement;
    private int _hasEnded;

    private O2WebServer(WebApplication web, Bridge bridge, Uri address, HttpAnnouncement? announcement)
    {
        _web = web;
        Bridge = bridge;
        Address = address;
        _announcement = announcement;
    }

    /// <summary>Where to point a browser, for example <c>http://127.0.0.1:8080/</c>.</summary>
    public Uri Address { get; }

    /// <summary>The bridge whose clients the pages are.</summary>
    public Bridge Bridge { get; }

    /// <summary>Starts a server with default options.</summary>
    /// <param name="process">The process.</param>
    /// <param name="cancellation">Ends the start.</param>
    /// <returns>The server; it listens.</returns>
    /// <exception cref="ArgumentException">The process has a web server already.</exception>
    /// <exception cref="O2Exception">The port is taken, or the address is none of this machine.</exception>
    public static Task<O2WebServer> StartAsync(O2Process process, CancellationToken cancellation = default) =>
        StartAsync(process, new O2WebOptions(), cancellation);

    /// <summary>Starts a server.</summary>
    /// <param name="process">The process.</param>
    /// <param name="options">How.</param>
    /// <param name="cancellation">Ends the start.</param>
    /// <returns>The server; it listens.</returns>
    /// <exception cref="ArgumentException">An option is out of its range, or the process has a web server already.</exception>
    /// <exception cref="O2Exception">The port is taken, or the address is none of this machine.</exception>
    public static async Task<O2WebServer> StartAsync(O2Process process, O2WebOptions options, CancellationToken cancellation = default)
    {
        ArgumentNullException.ThrowIfNull(process);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        var bridge = process.AddBridge(BridgeName, new BridgeOptions { Dialect = LiteVariant.Web, HoldsTimedMessages = false });
        WebApplication? web = null;
        try
        {
            web = CreateKestrel(options);
            var files = new PageFiles(options.RootFolder);
            Serve(web, process, files, new WebSocketEndpoint(process, bridge, options));
            await web.StartAsync(cancellation).ConfigureAwait(false);
            var address = ServerAddress.Of(web.Urls.Single(), options.BindAddress, process.Name);
            files.SocketAddress = $"ws://{address.Authority}/o2ws";
            bool isAnnounced = options.Announce ?? !IPAddress.IsLoopback(options.BindAddress);
            return new O2WebServer(web, bridge, address, isAnnounced ? HttpAnnouncement.Publish(process, options.BindAddress, address.Port) : null);
        }
        catch (Exception e)
        {
            bridge.Dispose();
            if (web is not null)
                await web.DisposeAsync().ConfigureAwait(false);
            if (e is IOException or System.Net.Sockets.SocketException)
                throw new O2Exception($"The web server cannot listen at {options.BindAddress} port {options.Port}: {e.Message}", e);
            throw;
        }
    }

    /// <summary>Stops the server: pages are told, and their services are gone when this returns. A second call does nothing.</summary>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _hasEnded, 1) != 0)
            return;
        if (_announcement is not null)
            await _announcement.DisposeAsync().ConfigureAwait(false);
        Bridge.Dispose();
        using var limit = new CancellationTokenSource(StopLimit);
        await _web.StopAsync(limit.Token).ConfigureAwait(false);
        await _web.DisposeAsync().ConfigureAwait(false);
    }

    /// <summary>A host that reads no configuration, logs nothing and leaves Ctrl-C to the program.</summary>
    private static WebApplication CreateKestrel(O2WebOptions options)
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.Services.AddSingleton<IHostLifetime, ProgramLifetime>();
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = 0;
            kestrel.Limits.MaxRequestHeadersTotalSize = HeaderBytes;
            kestrel.Limits.RequestHeadersTimeout = options.ClientTimeout;
            kestrel.Limits.KeepAliveTimeout = options.ClientTimeout;   // also for those that never say anything
            kestrel.Limits.MaxConcurrentConnections = MaxOtherConnections;
            kestrel.Limits.MaxConcurrentUpgradedConnections = options.MaxClients;
            kestrel.Listen(options.BindAddress, options.Port, listen => listen.Protocols = HttpProtocols.Http1);
        });
        return builder.Build();
    }

    private static void Serve(WebApplication web, O2Process process, PageFiles files, WebSocketEndpoint sockets)
    {
        web.UseWebSockets();
        web.Use(sockets.HandleAsync);
        web.Map(HostCard.Path, card => card.Run(context => HostCard.WriteAsync(context, process)));
        web.UseDefaultFiles(files.DefaultFiles);
        web.Use(files.CompareCopiesAsync);
        web.UseStaticFiles(files.StaticFiles(sockets.Origins));
        web.Run(ErrorPage.WriteAsync);
    }
}
