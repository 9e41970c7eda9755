using System.Buffers;
using O2.Protocol.Lite;

namespace O2.Actors;

/// <content>Bridges to other protocols.</content>
public sealed partial class O2Process
{
    private const int MaxBridgeName = 32;
    private static readonly SearchValues<char> BridgeNameCharacters =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-");

    /// <summary>Lets clients of another protocol take part in the ensemble through this process. See <c>docs/bridges.md</c>.</summary>
    /// <param name="name">The name of the bridge in logs and events: 1 to 32 ASCII letters, digits and <c>-</c>.</param>
    /// <param name="options">How it treats its clients; null for the defaults.</param>
    /// <returns>The bridge; it ends when it is disposed, and with the process.</returns>
    /// <exception cref="ArgumentException">The name is not allowed, or this process has a bridge of that name.</exception>
    public Bridge AddBridge(string name, BridgeOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (name.Length > MaxBridgeName || name.AsSpan().ContainsAnyExcept(BridgeNameCharacters))
            throw new ArgumentException($"'{name}' cannot name a bridge: such names are 1 to {MaxBridgeName} letters (A-Z, a-z), digits and '-'.", nameof(name));
        var bridge = new Bridge(Live, name, options ?? new BridgeOptions());
        Core.Bridges.Add(bridge);
        return bridge;
    }

    /// <summary>Lets O2lite clients, such as microcontrollers, take part in the ensemble through this process (<c>o2lite_initialize</c>).</summary>
    /// <param name="options">Limits; null for the defaults.</param>
    /// <returns>The bridge, named <c>o2lite</c>; it ends when it is disposed, and with the process.</returns>
    /// <exception cref="ArgumentException">An option is out of its range, or this process hosts O2lite clients already.</exception>
    /// <remarks>
    /// Clients use the process's own TCP and UDP port, and find it by multicast DNS: besides its own record the process publishes one under the plain name
    /// of the ensemble, which some clients look for, as long as no other host has that name. This process holds timed messages for them.
    /// </remarks>
    public Bridge AddLiteHost(LiteHostOptions? options = null)
    {
        options ??= new LiteHostOptions();
        options.Validate();
        var bridge = AddBridge(LiteHost.BridgeName, new BridgeOptions { Dialect = LiteVariant.Sockets });
        Core.Bridges.LiteHost = new LiteHost(Core, options, bridge);
        return bridge;
    }
}
