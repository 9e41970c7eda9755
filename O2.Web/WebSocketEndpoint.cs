using Microsoft.AspNetCore.Http;
using O2.Actors;

namespace O2.Web;

/// <summary>Makes clients of the bridge out of WebSocket requests, whatever their path.</summary>
internal sealed class WebSocketEndpoint(O2Process process, Bridge bridge, O2WebOptions options)
{
    public OriginPolicy Origins { get; } = new(options.AllowedOrigins);

    public async Task HandleAsync(HttpContext context, RequestDelegate next)
    {
        if (!context.WebSockets.IsWebSocketRequest)
        {
            await next(context).ConfigureAwait(false);
            return;
        }

        if (!Origins.Allows(context.Request))
        {
            await ErrorPage.WriteAsync(context, StatusCodes.Status403Forbidden, "Forbidden", "Pages of this origin may not join.").ConfigureAwait(false);
            return;
        }

        using var socket = await context.WebSockets.AcceptWebSocketAsync(new WebSocketAcceptContext
        {
            KeepAliveInterval = options.ClientTimeout / 2,
            KeepAliveTimeout = options.ClientTimeout / 2,
        }).ConfigureAwait(false);
        using var connection = new WebSocketConnection(socket, process, bridge, options);
        await connection.RunAsync().ConfigureAwait(false);
    }
}
