namespace O2.Protocol.Lite;

/// <summary>The addresses by which bridge clients and their host speak about themselves.</summary>
/// <remarks>Thread-safe: yes. Allocates: no. Source: O2 2.0, O2lite and WebSocket bridges.</remarks>
public static class LiteAddress
{
    /// <summary>Host to client, <c>"i"</c>: the bridge id.</summary>
    public const string BridgeId = "!_o2/id";

    /// <summary>Host to client, <c>"it"</c>: the answer of the clock, unless the question gave another address.</summary>
    public const string ClockAnswer = "!_o2/cs/put";

    /// <summary>Host to client, <c>"si"</c>: the status of a service.</summary>
    public const string Status = "!_o2/st";

    /// <summary>Host to client, <c>"siss"</c>: a row of the list of services.</summary>
    public const string Listing = "!_o2/ls";

    private const LiteMethod None = (LiteMethod)(-1);

    /// <summary>The address of a request.</summary>
    /// <param name="variant">The dialect.</param>
    /// <param name="method">The request.</param>
    /// <returns>The address, with the <c>/</c> or <c>!</c> in front that clients of the reference use.</returns>
    /// <exception cref="ArgumentException">The dialect does not have the request.</exception>
    public static O2Address Of(LiteVariant variant, LiteMethod method) => O2Address.Get((variant, method) switch
    {
        (LiteVariant.Sockets, LiteMethod.Connect) => "!_o2/o2lite/con",
        (LiteVariant.Sockets, LiteMethod.Introduction) => "!_o2/o2lite/dy",
        (LiteVariant.Sockets, LiteMethod.Announcement) => "!_o2/o2lite/sv",
        (LiteVariant.Sockets, LiteMethod.ClockQuestion) => "!_o2/o2lite/cs/get",
        (LiteVariant.Sockets, LiteMethod.ClockSynchronized) => "!_o2/o2lite/cs/cs",
        (LiteVariant.Sockets, LiteMethod.Status) => "!_o2/o2lite/st",
        (LiteVariant.Sockets, LiteMethod.List) => "!_o2/o2lite/ls",
        (LiteVariant.Sockets, LiteMethod.Early) => "!_o2/o2lite/early",
        (LiteVariant.Web, LiteMethod.Introduction) => "/_o2/ws/dy",
        (LiteVariant.Web, LiteMethod.Announcement) => "!_o2/ws/sv",
        (LiteVariant.Web, LiteMethod.ClockQuestion) => "/_o2/ws/cs/get",
        (LiteVariant.Web, LiteMethod.ClockSynchronized) => "!_o2/ws/cs/cs",
        (LiteVariant.Web, LiteMethod.Status) => "/_o2/ws/st",
        (LiteVariant.Web, LiteMethod.List) => "/_o2/ws/ls",
        (LiteVariant.Web, LiteMethod.Full) => "!_o2/ws/full",
        (LiteVariant.SharedMemory, LiteMethod.Announcement) => "!_o2/o2sm/sv",
        _ => throw new ArgumentException($"Clients of kind {variant} have no request {method}.", nameof(method)),
    });

    /// <summary>The types that a request must have; nothing is coerced.</summary>
    /// <param name="variant">The dialect.</param>
    /// <param name="method">The request.</param>
    /// <returns>The types without comma.</returns>
    public static string TypesOf(LiteVariant variant, LiteMethod method) => method switch
    {
        LiteMethod.Connect => "si",
        LiteMethod.Introduction => variant == LiteVariant.Web ? "s" : "ssiii",
        LiteMethod.Announcement => variant == LiteVariant.SharedMemory ? "isiisi" : "siisi",
        LiteMethod.ClockQuestion => "iis",
        LiteMethod.Status => "s",
        _ => "",
    };

    /// <summary>Tells which request a message is.</summary>
    /// <param name="message">A message of a client to the host's own service (see <see cref="SystemAddress.IsForProcess"/>).</param>
    /// <param name="variant">The dialect of that client.</param>
    /// <param name="method">The request.</param>
    /// <returns>False when the message is none of that dialect: another address, or not exactly the types.</returns>
    public static bool TryRecognize(O2Message message, LiteVariant variant, out LiteMethod method)
    {
        string path = message.IsBundle ? "" : message.Address.Path;
        method = (variant, path) switch
        {
            (LiteVariant.Sockets, "/o2lite/con") => LiteMethod.Connect,
            (LiteVariant.Sockets, "/o2lite/dy") or (LiteVariant.Web, "/ws/dy") => LiteMethod.Introduction,
            (LiteVariant.Sockets, "/o2lite/sv") or (LiteVariant.Web, "/ws/sv") or (LiteVariant.SharedMemory, "/o2sm/sv") => LiteMethod.Announcement,
            (LiteVariant.Sockets, "/o2lite/cs/get") or (LiteVariant.Web, "/ws/cs/get") => LiteMethod.ClockQuestion,
            (LiteVariant.Sockets, "/o2lite/cs/cs") or (LiteVariant.Web, "/ws/cs/cs") => LiteMethod.ClockSynchronized,
            (LiteVariant.Sockets, "/o2lite/st") or (LiteVariant.Web, "/ws/st") => LiteMethod.Status,
            (LiteVariant.Sockets, "/o2lite/ls") or (LiteVariant.Web, "/ws/ls") => LiteMethod.List,
            (LiteVariant.Sockets, "/o2lite/early") => LiteMethod.Early,
            (LiteVariant.Web, "/ws/full") => LiteMethod.Full,
            _ => None,
        };
        return method != None && message.Types == TypesOf(variant, method);
    }
}
