using System.Net;
using O2.Protocol.Mdns;

namespace O2.Actors.Tests.Protocol.Mdns;

/// <summary>Services and their records for the tests.</summary>
internal static class Service
{
    public const string Type = "_o2proc._tcp";

    public static DnsName TypeName { get; } = MdnsNames.TypeName(Type);

    public static DnsQuestion Question { get; } = new(TypeName, DnsRecordType.Ptr);

    public static ServiceInstance Named(string name, NameClaim claim = NameClaim.Unique, int port = 1000, params string[] txt) =>
        new() { Name = name, Type = Type, Port = port, Txt = txt, Claim = claim };

    public static DnsName Instance(string name) => TypeName.Prepend(name);

    public static PtrRecord Pointer(string name, uint ttl = 4500) => new(TypeName, ttl, Instance(name));

    public static SrvRecord Server(string name, int port = 1000, uint ttl = 120, string host = "far.local") =>
        new(Instance(name), ttl, (ushort)port, DnsName.Parse(host));

    public static TxtRecord Text(string name, uint ttl = 4500, params string[] txt) => new(Instance(name), ttl, TxtRecord.Encode(txt));

    public static ARecord Address(string address = "10.0.0.99", uint ttl = 120, string host = "far.local", bool flush = true) =>
        new(DnsName.Parse(host), ttl, IPAddress.Parse(address), flush);

    /// <summary>All records of an instance.</summary>
    public static DnsRecord[] All(string name) => [Pointer(name), Server(name), Text(name), Address()];
}
