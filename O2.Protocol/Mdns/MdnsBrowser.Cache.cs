using System.Net;

namespace O2.Protocol.Mdns;

// What the browser remembers of others' records, and what it tells the user about them.
public sealed partial class MdnsBrowser
{
    private void Remember(LocalTime now, DnsMessage message)
    {
        var touched = new HashSet<BrowsedInstance>();
        foreach (DnsRecord record in Records(message))
        {
            if (record is PtrRecord pointer && Remember(now, pointer) is { } instance)
                touched.Add(instance);
        }
        foreach (DnsRecord record in Records(message))
        {
            if (_instances.TryGetValue(record.Name, out BrowsedInstance? instance) && Remember(now, instance, record))
                touched.Add(instance);
        }
        RememberAddresses(now, message, touched);
        foreach (BrowsedInstance instance in touched)
            Report(now, instance);
    }

    private static IEnumerable<DnsRecord> Records(DnsMessage message)
    {
        foreach (DnsRecord record in message.Answers)
            yield return record;
        foreach (DnsRecord record in message.Additionals)
            yield return record;
    }

    private BrowsedInstance? Remember(LocalTime now, PtrRecord pointer)
    {
        if (!_types.TryGetValue(pointer.Name, out BrowsedType? type) || !pointer.Target.Parent.Equals(pointer.Name))
            return null;
        if (_instances.TryGetValue(pointer.Target, out BrowsedInstance? instance))
        {
            if (pointer.Ttl == 0)
                instance.Pointer.ExpireAt(now + MdnsProtocol.GoodbyeWait);
            else
                instance.Pointer = new CachedRecord<PtrRecord>(now, pointer, _random);
        }
        else
        {
            if (pointer.Ttl == 0)
                return null;
            if (_instances.Count == MdnsLimits.MaxInstances)
            {
                DroppedInstances++;
                return null;
            }
            instance = new BrowsedInstance(pointer.Target, type, new CachedRecord<PtrRecord>(now, pointer, _random));
            _instances.Add(instance.Name, instance);
        }
        WakeAt(instance.Pointer.Deadline);
        return instance;
    }

    // Instances are unique, so the latest SRV and TXT record count, whether or not they say that they replace others.
    private bool Remember(LocalTime now, BrowsedInstance instance, DnsRecord record)
    {
        switch (record)
        {
            case SrvRecord { Ttl: > 0 } server:
                instance.Server = new CachedRecord<SrvRecord>(now, server, _random);
                AddHost(server.Target);
                WakeAt(instance.Server.Deadline);
                return true;
            case TxtRecord { Ttl: > 0, Data.Length: <= MdnsLimits.MaxTxtBytes } text:
                instance.Text = new CachedRecord<TxtRecord>(now, text, _random);
                WakeAt(instance.Text.Deadline);
                return true;
            case SrvRecord { Ttl: 0 }:
                instance.Server?.ExpireAt(now + MdnsProtocol.GoodbyeWait);
                WakeAt(now + MdnsProtocol.GoodbyeWait);
                return false;
            case TxtRecord { Ttl: 0 }:
                instance.Text?.ExpireAt(now + MdnsProtocol.GoodbyeWait);
                WakeAt(now + MdnsProtocol.GoodbyeWait);
                return false;
            default:
                return false;
        }
    }

    // A server that changes its host again and again must not fill the memory until its records are looked at the next time.
    private void AddHost(DnsName host)
    {
        if (_hosts.Count >= MaxHosts)
            RemoveUnusedHosts();
        _hosts.TryAdd(host, new BrowsedHost());
    }

    private void RemoveUnusedHosts()
    {
        var used = new HashSet<DnsName>();
        foreach (BrowsedInstance instance in _instances.Values)
        {
            if (instance.Server is { } server)
                used.Add(server.Record.Target);
        }
        foreach (DnsName name in _hosts.Keys)
        {
            if (!used.Contains(name))
                _hosts.Remove(name);
        }
    }

    private void RememberAddresses(LocalTime now, DnsMessage message, HashSet<BrowsedInstance> touched)
    {
        var changed = new HashSet<DnsName>();
        foreach (DnsRecord record in Records(message))
        {
            if (record is not ARecord address || !_hosts.TryGetValue(address.Name, out BrowsedHost? host))
                continue;
            if (host.Take(now, address, _random))
                changed.Add(address.Name);
            foreach (CachedRecord<ARecord> cached in host.Addresses)
                WakeAt(cached.Deadline);
        }
        TouchInstancesOn(changed, touched);
    }

    private void TouchInstancesOn(HashSet<DnsName> hosts, HashSet<BrowsedInstance> touched)
    {
        if (hosts.Count == 0)
            return;
        foreach (BrowsedInstance instance in _instances.Values)
        {
            if (instance.Server is { } server && hosts.Contains(server.Record.Target))
                touched.Add(instance);
        }
    }

    private void RemoveExpired(LocalTime now)
    {
        var touched = new HashSet<BrowsedInstance>();
        foreach (BrowsedInstance instance in _instances.Values)
        {
            if (instance.Pointer.Expires <= now)
            {
                _instances.Remove(instance.Name);
                ReportLost(instance);
                continue;
            }
            if (instance.Server?.Expires <= now || instance.Text?.Expires <= now)
                touched.Add(instance);
            if (instance.Server?.Expires <= now)
                instance.Server = null;
            if (instance.Text?.Expires <= now)
                instance.Text = null;
        }
        RemoveUnusedHosts();
        RemoveExpiredAddresses(now, touched);
        foreach (BrowsedInstance instance in touched)
            Report(now, instance);
    }

    private void RemoveExpiredAddresses(LocalTime now, HashSet<BrowsedInstance> touched)
    {
        var changed = new HashSet<DnsName>();
        foreach ((DnsName name, BrowsedHost host) in _hosts)
        {
            if (host.RemoveExpired(now))
                changed.Add(name);
        }
        TouchInstancesOn(changed, touched);
    }

    private void Report(LocalTime now, BrowsedInstance instance)
    {
        if (instance.Server is not { } server || instance.Text is not { } text)
        {
            ReportLost(instance);
            ResolveFrom(now, instance);
            return;
        }
        IReadOnlyList<IPAddress> addresses = AddressesOf(server);
        if (addresses.Count == 0)
            ResolveFrom(now, instance);
        else
            instance.MarkResolved();
        var service = new DiscoveredService(
            instance.Name.FirstLabel, instance.Type.Text, server.Record.Target.ToString(), server.Record.Port, text.Record.Strings, addresses);
        if (service.Equals(instance.Reported))
            return;
        _events.Enqueue(new ServiceEvent(instance.Reported is null ? ServiceEventKind.Found : ServiceEventKind.Updated, service));
        instance.Reported = service;
    }

    // What is being asked for already keeps its pace, however often the instance is heard of.
    private void ResolveFrom(LocalTime now, BrowsedInstance instance)
    {
        if (instance.ResolveAt != LocalTime.Never)
            return;
        instance.ResolveFrom(now);
        WakeAt(now);
    }

    private void ReportLost(BrowsedInstance instance)
    {
        if (instance.Reported is not { } service)
            return;
        instance.Reported = null;
        _events.Enqueue(new ServiceEvent(ServiceEventKind.Lost, service));
    }

    private IReadOnlyList<IPAddress> AddressesOf(CachedRecord<SrvRecord> server) =>
        _hosts.TryGetValue(server.Record.Target, out BrowsedHost? host) ? host.Sorted() : [];
}
