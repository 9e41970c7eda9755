using System.Net;

namespace O2.Protocol.Mdns;

/// <summary>The addresses of a host that offers a browsed service.</summary>
internal sealed class BrowsedHost
{
    private readonly List<CachedRecord<ARecord>> _addresses = [];

    public IReadOnlyList<CachedRecord<ARecord>> Addresses => _addresses;

    /// <summary>Takes one address record; one beyond the limit is dropped.</summary>
    /// <returns>Whether there is a new address.</returns>
    public bool Take(LocalTime now, ARecord record, Random random)
    {
        int index = _addresses.FindIndex(a => a.Record.Address.Equals(record.Address));
        if (record.CacheFlush)
            ReplaceOlder(now);
        if (record.Ttl == 0)
        {
            if (index >= 0)
                _addresses[index].ExpireAt(now + MdnsProtocol.GoodbyeWait);
            return false;
        }
        var fresh = new CachedRecord<ARecord>(now, record, random);
        if (index >= 0)
            _addresses[index] = fresh;
        else if (_addresses.Count < MdnsLimits.MaxAddressesPerHost)
            _addresses.Add(fresh);
        else
            return false;
        return index < 0;
    }

    /// <summary>Removes addresses that have expired.</summary>
    /// <returns>Whether there were any.</returns>
    public bool RemoveExpired(LocalTime now) => _addresses.RemoveAll(a => a.Expires <= now) > 0;

    /// <summary>The addresses in an order that does not depend on when they were heard.</summary>
    public IReadOnlyList<IPAddress> Sorted()
    {
        var addresses = new IPAddress[_addresses.Count];
        for (int i = 0; i < addresses.Length; i++)
            addresses[i] = _addresses[i].Record.Address;
        Array.Sort(addresses, (a, b) => a.GetAddressBytes().AsSpan().SequenceCompareTo(b.GetAddressBytes()));
        return addresses;
    }

    // Records of the last second belong to the same set, which may have needed several datagrams (RFC 6762 section 10.2).
    private void ReplaceOlder(LocalTime now)
    {
        foreach (CachedRecord<ARecord> address in _addresses)
        {
            if (now - address.Received > MdnsProtocol.GoodbyeWait)
                address.ExpireAt(now + MdnsProtocol.GoodbyeWait);
        }
    }
}
