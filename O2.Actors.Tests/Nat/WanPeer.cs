using System.Net;
using O2.Actors.Tests.Discovery;

namespace O2.Actors.Tests.Nat;

/// <summary>A process of its own that says what happens to it, and sends what it is told to, line by line; it ends with its input.</summary>
internal static class WanPeer
{
    private const int StunPort = 3478;

    /// <param name="arguments"><c>service=NAME</c>, and as wanted <c>reference</c>, <c>mdns</c>, <c>stun=HOST:PORT</c>, <c>hub=HOST:PORT</c>, <c>broker=HOST:PORT</c>.</param>
    public static async Task<int> RunAsync(string[] arguments)
    {
        string? Value(string key) => arguments.FirstOrDefault(a => a.StartsWith(key + "=", StringComparison.Ordinal))?[(key.Length + 1)..];
        DnsEndPoint? Address(string key) => Value(key)?.Split(':') is [var host, var port] ? new DnsEndPoint(host, int.Parse(port)) : null;
        string service = Value("service")!;
        var broker = Address("broker");
        await using var o2 = await O2Process.StartAsync(new O2ProcessOptions
        {
            Ensemble = "trio",
            Network = broker is null ? NetworkScope.Internet : NetworkScope.WideArea,
            Mqtt = broker is null ? null : new MqttOptions { Broker = broker.Host, Port = broker.Port },
            UseMdns = arguments.Contains("mdns"),
            Stun = new StunOptions { Servers = Address("stun") is { } stun ? [stun] : [], Timeout = TimeSpan.FromSeconds(5) },
            Hub = Address("hub"),
        });
        if (arguments.Contains("reference"))
            o2.BecomeClockReference();
        o2.AddMethod($"/{service}/say", "s", m => Console.WriteLine($"heard {m.Text(0)} {(m.ToMessage().Flags.IsReliable ? "reliably" : "best effort")}"));
        Console.WriteLine($"is {o2.Name}");
        var telling = TellAsync(o2);
        while (await Console.In.ReadLineAsync() is { } line)
        {
            var (how, address, text) = line.Split(' ') switch { [var h, var a, var t] => (h, a, t), _ => throw new FormatException(line) };
            Console.WriteLine($"sent {(how == "reliable" ? o2.SendReliable(address, text) : o2.Send(address, text))}");
        }

        await o2.DisposeAsync();
        await telling;
        return 0;
    }

    /// <summary>A STUN server that tells everybody the truth.</summary>
    public static async Task<int> ServeStunAsync()
    {
        using var server = StunServer.Truthful(SocketTransport.Instance, IPAddress.Any, StunPort);
        Console.WriteLine("listens");
        await Console.In.ReadToEndAsync();
        return 0;
    }

    private static async Task TellAsync(O2Process o2)
    {
        HashSet<string> told = [];
        await foreach (var _ in o2.Events())
        {
            string[] facts =
            [
                .. o2.Processes().Select(p => $"knows {p.Name} via {p.Via}"),
                .. o2.Services().Select(s => $"service {s.Service} {s.Status}"),
                .. o2.ClockState.IsSynchronized ? ["synchronized"] : Array.Empty<string>(),
            ];
            foreach (string fact in facts.Where(told.Add))
                Console.WriteLine(fact);
        }
    }
}
