using O2.Protocol.Mdns;

namespace O2.Actors.TestKit;

/// <summary>Multicast DNS of a virtual network: what is published is found on all machines that are joined to the publisher's.</summary>
/// <remarks>No packets: who found what is kept per pair. A record that cannot be heard any more is not lost (it would live for an hour), unless it is withdrawn.</remarks>
internal sealed class VirtualMdns(VirtualNetwork network)
{
    /// <summary>An announcement takes up to this long; a question and its answer do, too.</summary>
    private const double MaxDelaySeconds = 0.020;

    private readonly List<VirtualRecord> _records = [];
    private readonly List<VirtualBrowser> _browsers = [];

    public void Publish(VirtualRecord record)
    {
        VirtualBrowser[] browsers;
        lock (network.Gate)
        {
            _records.Add(record);
            browsers = [.. _browsers];
        }
        foreach (VirtualBrowser browser in browsers)
            Tell(record, browser, ServiceEventKind.Found);
    }

    public void Withdraw(VirtualRecord record)
    {
        VirtualBrowser[] browsers;
        lock (network.Gate)
        {
            _records.Remove(record);
            browsers = [.. _browsers];
        }
        foreach (VirtualBrowser browser in browsers)
            Tell(record, browser, ServiceEventKind.Lost);
    }

    public void Browse(VirtualBrowser browser)
    {
        VirtualRecord[] records;
        lock (network.Gate)
        {
            _browsers.Add(browser);
            records = [.. _records];
        }
        foreach (VirtualRecord record in records)
            Tell(record, browser, ServiceEventKind.Found);
    }

    public void End(VirtualBrowser browser)
    {
        lock (network.Gate)
            _browsers.Remove(browser);
    }

    /// <summary>Two machines hear each other again.</summary>
    public void Rejoin(VirtualMachine one, VirtualMachine other)
    {
        (VirtualRecord, VirtualBrowser)[] pairs;
        lock (network.Gate)
        {
            pairs =
            [
                .. from record in _records
                   from browser in _browsers
                   where (record.Machine == one && browser.Machine == other) || (record.Machine == other && browser.Machine == one)
                   select (record, browser),
            ];
        }
        foreach (var (record, browser) in pairs)
            Tell(record, browser, ServiceEventKind.Found);
    }

    private void Tell(VirtualRecord record, VirtualBrowser browser, ServiceEventKind kind)
    {
        if (record.Service.Type != browser.Type)
            return;
        double delay = network.Pick(1_000) * MaxDelaySeconds / 1_000;
        network.Clock.Schedule(network.Clock.Now + delay, () => Arrive(record, browser, kind));
    }

    private void Arrive(VirtualRecord record, VirtualBrowser browser, ServiceEventKind kind)
    {
        bool isPublished;
        lock (network.Gate)
        {
            isPublished = _records.Contains(record);
            if (!_browsers.Contains(browser))
                return;
        }
        if (!network.AreJoined(record.Machine, browser.Machine) || (kind == ServiceEventKind.Found && !isPublished))
            return;
        if (kind == ServiceEventKind.Found ? browser.Known.Add(record) : browser.Known.Remove(record))
            browser.Handler(new ServiceEvent(kind, record.Discovered));
    }
}
