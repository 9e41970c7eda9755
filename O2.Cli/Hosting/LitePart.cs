using System.Net;
using O2.Actors;

namespace O2.Cli;

/// <summary>The host of O2lite clients.</summary>
internal sealed class LitePart : IHostPart
{
    private readonly Bridge _bridge;

    private LitePart(Bridge bridge, string address) => (_bridge, Address) = (bridge, address);

    public string Name => _bridge.Name;

    public int Clients => _bridge.Clients.Count;

    public string Address { get; }

    public string Hint => "clients find it by the name of the ensemble";

    public static LitePart Start(O2Process process, LiteSection section)
    {
        HostConfiguration.Check(section.MaxClients is >= 1 and <= 100_000, "lite.maxClients", section.MaxClients, "1 to 100000");
        var bridge = process.AddLiteHost(new LiteHostOptions { MaxClients = section.MaxClients });
        var ip = new IPAddress(IPAddress.HostToNetworkOrder((int)process.Name.InternalIp) & uint.MaxValue);
        return new LitePart(bridge, $"{ip}:{process.Name.TcpPort}");
    }

    public ValueTask DisposeAsync()
    {
        _bridge.Dispose();
        return ValueTask.CompletedTask;
    }
}
