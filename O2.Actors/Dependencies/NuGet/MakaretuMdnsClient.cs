using Makaretu.Dns;
using O2.Protocol.Mdns;

namespace O2.Actors;

/// <summary>Multicast DNS by Makaretu.Dns.Multicast.</summary>
/// <remarks>Thread-safe. Compiled in <c>nuget</c> mode only, so nothing clever stands here.</remarks>
internal sealed class MakaretuMdnsClient : IMdnsClient
{
    private readonly MulticastService _mdns = new();
    private readonly ServiceDiscovery _services;

    public MakaretuMdnsClient()
    {
        _services = new ServiceDiscovery(_mdns);
        _mdns.Start();
    }

    public IReadOnlyList<string> Problems => [];

    public IAsyncDisposable Publish(ServiceInstance service)
    {
        var profile = new ServiceProfile(new DomainName([service.Name]), service.Type, (ushort)service.Port);
        profile.Resources.OfType<Makaretu.Dns.TXTRecord>().Single().Strings = [.. service.Txt];
        _services.Advertise(profile);
        _ = Task.Run(() => _services.Announce(profile));
        return new Withdrawal(() => _services.Unadvertise(profile));
    }

    public IDisposable Browse(string type, Action<ServiceEvent> handler) => new Browsing(_mdns, _services, type, handler);

    public ValueTask DisposeAsync()
    {
        _services.Unadvertise();
        _services.Dispose();
        _mdns.Stop();
        return ValueTask.CompletedTask;
    }

    private sealed class Withdrawal(Action withdraw) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            withdraw();
            return ValueTask.CompletedTask;
        }
    }

    /// <summary>Reports an instance once both of its records (SRV and TXT) were seen, and asks for those that did not come along.</summary>
    private sealed class Browsing : IDisposable
    {
        private readonly Lock _lock = new();
        private readonly Dictionary<string, (Makaretu.Dns.SRVRecord? Srv, Makaretu.Dns.TXTRecord? Txt)> _found = [];
        private readonly MulticastService _mdns;
        private readonly ServiceDiscovery _services;
        private readonly string _type;
        private readonly DomainName _qualified;
        private readonly Action<ServiceEvent> _handler;

        public Browsing(MulticastService mdns, ServiceDiscovery services, string type, Action<ServiceEvent> handler)
        {
            (_mdns, _services, _type, _handler) = (mdns, services, type, handler);
            _qualified = new DomainName($"{type}.local");
            _mdns.AnswerReceived += OnAnswer;
            _mdns.NetworkInterfaceDiscovered += OnInterface;
            _services.QueryServiceInstances(type);
        }

        public void Dispose()
        {
            _mdns.AnswerReceived -= OnAnswer;
            _mdns.NetworkInterfaceDiscovered -= OnInterface;
        }

        private void OnInterface(object? sender, NetworkInterfaceEventArgs e) => _services.QueryServiceInstances(_type);

        private void OnAnswer(object? sender, MessageEventArgs e)
        {
            lock (_lock)
            {
                foreach (var record in e.Message.Answers.Concat(e.Message.AdditionalRecords))
                    Take(record);
            }
        }

        private void Take(ResourceRecord record)
        {
            if (record is Makaretu.Dns.PTRRecord pointer && pointer.Name == _qualified)
            {
                if (pointer.TTL > TimeSpan.Zero && !_found.ContainsKey(pointer.DomainName.ToString()))
                    _mdns.SendQuery(pointer.DomainName, type: DnsType.ANY);
                return;
            }

            if (record is not (Makaretu.Dns.SRVRecord or Makaretu.Dns.TXTRecord) || !record.Name.IsSubdomainOf(_qualified))
                return;
            var known = _found.GetValueOrDefault(record.Name.ToString());
            known = (record as Makaretu.Dns.SRVRecord ?? known.Srv, record as Makaretu.Dns.TXTRecord ?? known.Txt);
            _found[record.Name.ToString()] = known;
            if (known is ({ } srv, { } txt))
                _handler(new ServiceEvent(ServiceEventKind.Found, new DiscoveredService(record.Name.Labels[0], _type, srv.Target.ToString(), srv.Port, txt.Strings, [])));
        }
    }
}
