using O2.Discovery;
using O2.Protocol.Mdns;

namespace O2.Actors.Tests.Discovery;

/// <summary>A process that publishes a service on one interface, as O2 processes do, and writes a line for each event, until its standard input ends.</summary>
internal static class MdnsPeer
{
    public static async Task<int> RunAsync(string address, string type, string name, int port)
    {
        await using var client = DependencyDefaults.CreateMdnsClient(new MdnsClientOptions { Interfaces = [address] });
        foreach (string problem in client.Problems)
            Console.WriteLine(problem);
        using IDisposable browsing = client.Browse(type, e => Console.WriteLine(Describe(e.Kind, e.Service)));
        client.Publish(new ServiceInstance { Name = name, Type = type, Port = port, Txt = ["vers=2.0.1"], Claim = NameClaim.Unique });
        await Console.In.ReadToEndAsync();
        return 0;
    }

    private static string Describe(ServiceEventKind kind, DiscoveredService service) =>
        $"{kind} {service.Name} {service.Port} {string.Join(' ', service.Txt)} {string.Join(' ', service.Addresses)}";
}
