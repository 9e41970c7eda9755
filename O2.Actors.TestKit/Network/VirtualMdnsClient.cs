using O2.Protocol.Mdns;

namespace O2.Actors.TestKit;

/// <summary>Multicast DNS as one process on a virtual machine sees it.</summary>
internal sealed class VirtualMdnsClient(VirtualMachine machine) : IMdnsClient
{
    private readonly List<VirtualRecord> _published = [];
    private readonly List<VirtualBrowser> _browsers = [];

    public IReadOnlyList<string> Problems => [];

    public IAsyncDisposable Publish(ServiceInstance service)
    {
        var record = new VirtualRecord(machine, service);
        _published.Add(record);
        machine.Network.Mdns.Publish(record);
        return new Publication(this, record);
    }

    public IDisposable Browse(string type, Action<ServiceEvent> handler)
    {
        var browser = new VirtualBrowser(machine, type, handler);
        _browsers.Add(browser);
        machine.Network.Mdns.Browse(browser);
        return browser;
    }

    public ValueTask DisposeAsync()
    {
        foreach (VirtualRecord record in _published.ToArray())
            Withdraw(record);
        foreach (VirtualBrowser browser in _browsers)
            browser.Dispose();
        return default;
    }

    private void Withdraw(VirtualRecord record)
    {
        if (_published.Remove(record))
            machine.Network.Mdns.Withdraw(record);
    }

    private sealed class Publication(VirtualMdnsClient client, VirtualRecord record) : IAsyncDisposable
    {
        public ValueTask DisposeAsync()
        {
            client.Withdraw(record);
            return default;
        }
    }
}
