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

    private static readonly Request[] Requests =
    [
        new(LiteVariant.Sockets, LiteMethod.Connect, "!_o2/o2lite/con", "si"),
        new(LiteVariant.Sockets, LiteMethod.Introduction, "!_o2/o2lite/dy", "ssiii"),
        new(LiteVariant.Sockets, LiteMethod.Announcement, "!_o2/o2lite/sv", "siisi"),
        new(LiteVariant.Sockets, LiteMethod.ClockQuestion, "!_o2/o2lite/cs/get", "iis"),
        new(LiteVariant.Sockets, LiteMethod.ClockSynchronized, "!_o2/o2lite/cs/cs", ""),
        new(LiteVariant.Sockets, LiteMethod.Status, "!_o2/o2lite/st", "s"),
        new(LiteVariant.Sockets, LiteMethod.List, "!_o2/o2lite/ls", ""),
        new(LiteVariant.Sockets, LiteMethod.Early, "!_o2/o2lite/early", ""),
        new(LiteVariant.Web, LiteMethod.Introduction, "/_o2/ws/dy", "s"),
        new(LiteVariant.Web, LiteMethod.Announcement, "!_o2/ws/sv", "siisi"),
        new(LiteVariant.Web, LiteMethod.ClockQuestion, "/_o2/ws/cs/get", "iis"),
        new(LiteVariant.Web, LiteMethod.ClockSynchronized, "!_o2/ws/cs/cs", ""),
        new(LiteVariant.Web, LiteMethod.Status, "/_o2/ws/st", "s"),
        new(LiteVariant.Web, LiteMethod.List, "/_o2/ws/ls", ""),
        new(LiteVariant.Web, LiteMethod.Full, "!_o2/ws/full", ""),
        new(LiteVariant.SharedMemory, LiteMethod.Announcement, "!_o2/o2sm/sv", "isiisi"),
    ];

    /// <summary>The address of a request.</summary>
    /// <param name="variant">The dialect.</param>
    /// <param name="method">The request.</param>
    /// <returns>The address, with the <c>/</c> or <c>!</c> in front that clients of the reference use.</returns>
    /// <exception cref="ArgumentException">The dialect does not have the request.</exception>
    public static O2Address Of(LiteVariant variant, LiteMethod method) => Find(variant, method).Address;

    /// <summary>The types that a request must have; nothing is coerced.</summary>
    /// <param name="variant">The dialect.</param>
    /// <param name="method">The request.</param>
    /// <returns>The types without comma.</returns>
    /// <exception cref="ArgumentException">The dialect does not have the request.</exception>
    public static string TypesOf(LiteVariant variant, LiteMethod method) => Find(variant, method).Types;

    /// <summary>Tells which request a message is.</summary>
    /// <param name="message">A message of a client to the host's own service (see <see cref="SystemAddress.IsForProcess"/>).</param>
    /// <param name="variant">The dialect of that client.</param>
    /// <param name="method">The request; without meaning when it is none.</param>
    /// <returns>False when the message is none of that dialect: another address, or not exactly the types.</returns>
    public static bool TryRecognize(O2Message message, LiteVariant variant, out LiteMethod method)
    {
        method = default;
        foreach (Request request in Requests)
        {
            if (request.Variant != variant || request.Address.Path != message.Address.Path)
                continue;
            method = request.Method;
            return !message.IsBundle && message.Types == request.Types;
        }

        return false;
    }

    private static Request Find(LiteVariant variant, LiteMethod method)
    {
        foreach (Request request in Requests)
        {
            if (request.Variant == variant && request.Method == method)
                return request;
        }

        throw new ArgumentException($"Clients of kind {variant} have no request {method}.", nameof(method));
    }

    private sealed class Request(LiteVariant variant, LiteMethod method, string address, string types)
    {
        public LiteVariant Variant => variant;

        public LiteMethod Method => method;

        public O2Address Address { get; } = O2Address.Parse(address);

        public string Types => types;
    }
}
