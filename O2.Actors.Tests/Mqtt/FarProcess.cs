using System.Net;
using O2.Actors.Tests.Discovery;

namespace O2.Actors.Tests.Mqtt;

/// <summary>Processes that take themselves for ones behind a router: two with different public addresses are relayed by their broker.</summary>
internal static class FarProcess
{
    public static async Task<O2Process> StartAsync(string ensemble, uint publicIp, MqttOptions mqtt)
    {
        using var server = StunServer.Telling(SocketTransport.Instance, IPAddress.Loopback, publicIp);
        return await O2Process.StartAsync(Ensembles.Options(ensemble) with
        {
            Network = NetworkScope.WideArea,
            Interface = IPAddress.Loopback,
            Stun = new StunOptions { Servers = [new("127.0.0.1", server.Port)] },
            Mqtt = mqtt,
        });
    }
}
