using System.Buffers.Binary;

namespace O2.Protocol.Mdns;

/// <summary>Tells host and port of a service instance.</summary>
/// <param name="Name">The instance.</param>
/// <param name="Ttl">Time to live in seconds.</param>
/// <param name="Port">The port of the service; for O2 the TCP server port.</param>
/// <param name="Target">The name of the host.</param>
/// <param name="CacheFlush">True for the one record of an instance.</param>
/// <param name="Priority">0 in multicast DNS.</param>
/// <param name="Weight">0 in multicast DNS.</param>
/// <remarks>Data: priority (2), weight (2), port (2), target.</remarks>
public sealed record SrvRecord(DnsName Name, uint Ttl, ushort Port, DnsName Target, bool CacheFlush = true, ushort Priority = 0, ushort Weight = 0)
    : DnsRecord(Name, Ttl, CacheFlush)
{
    /// <summary>Bytes of the data before the target.</summary>
    internal const int FixedBytes = 6;

    /// <inheritdoc/>
    public override DnsRecordType Type => DnsRecordType.Srv;

    /// <inheritdoc/>
    public override byte[] GetData()
    {
        var data = new byte[FixedBytes + Target.Wire.Length];
        BinaryPrimitives.WriteUInt16BigEndian(data, Priority);
        BinaryPrimitives.WriteUInt16BigEndian(data.AsSpan(2), Weight);
        BinaryPrimitives.WriteUInt16BigEndian(data.AsSpan(4), Port);
        Target.Wire.CopyTo(data.AsSpan(FixedBytes));
        return data;
    }

    /// <inheritdoc/>
    protected override bool HasDataOf(DnsRecord other) =>
        other is SrvRecord srv && srv.Port == Port && srv.Priority == Priority && srv.Weight == Weight && srv.Target.Equals(Target);
}
