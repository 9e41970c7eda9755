using System.Diagnostics.CodeAnalysis;
using O2.Protocol;
using O2.Protocol.Lite;

namespace O2.Lite;

/// <content>What the client tells the host about itself, now and after each new connection, and what it asks.</content>
internal sealed partial class LiteSession
{
    private readonly OrderedDictionary<string, ServiceProperties> _services = [];
    private readonly List<Tap> _taps = [];
    private readonly List<string> _statusAsked = [];
    private readonly List<ServiceListing> _rows = [];
    private LocalTime _listDeadline = LocalTime.Never;
    private int _listsAsked;

    /// <summary>Offers a service.</summary>
    /// <returns>False when it is offered already.</returns>
    public bool TryAddService(string name, ServiceProperties properties)
    {
        if (!_services.TryAdd(name, properties)) return false;
        Announce(AnnouncedGroup.Offered(name, properties));
        return true;
    }

    /// <summary>Withdraws a service, and with it the taps that copy to it.</summary>
    /// <returns>False when it is not offered.</returns>
    public bool TryRemoveService(string name)
    {
        if (!_services.Remove(name)) return false;
        foreach (Tap tap in _taps.ToArray())
        {
            if (tap.Tapper == name) TryUntap(tap.Tappee, name);
        }

        Announce(AnnouncedGroup.Gone(name));
        return true;
    }

    /// <summary>The properties of a service of this client.</summary>
    public bool TryGetProperties(string name, [NotNullWhen(true)] out ServiceProperties? properties) => _services.TryGetValue(name, out properties);

    /// <summary>Replaces the properties of a service that is offered.</summary>
    public void SetProperties(string name, ServiceProperties properties)
    {
        _services[name] = properties;
        Announce(AnnouncedGroup.Offered(name, properties));
    }

    /// <summary>Has the messages of one service copied to another one, of this client.</summary>
    /// <returns>False when that is so already.</returns>
    public bool TryTap(string tappee, string tapper, TapSendMode mode)
    {
        Tap tap = new(tappee, tapper, null, mode);
        if (_taps.Exists(tap.IsSameAs)) return false;
        _taps.Add(tap);
        Announce(AnnouncedGroup.TapAdded(tap));
        return true;
    }

    /// <summary>Ends a tap.</summary>
    /// <returns>False when there is none.</returns>
    public bool TryUntap(string tappee, string tapper)
    {
        Tap tap = new(tappee, tapper, null, TapSendMode.Keep);
        if (_taps.RemoveAll(tap.IsSameAs) == 0) return false;
        Announce(AnnouncedGroup.TapRemoved(tap));
        return true;
    }

    /// <summary>Asks for the status of a service; the answer is an output, if need be on a later connection.</summary>
    public void AskStatus(string service)
    {
        _statusAsked.Add(service);
        if (IsAccepted) Send(LiteClientMessages.CreateStatus(Variant, service));
    }

    /// <summary>Asks for all services and taps; the answer is an output, if need be on a later connection.</summary>
    public void AskList(LocalTime now)
    {
        if (_listsAsked++ == 0 && IsAccepted) SendListQuestion(now);
    }

    private void Announce(AnnouncedGroup group)
    {
        if (IsAccepted) Send(LiteClientMessages.CreateAnnouncement(Variant, group));
    }

    private void AnnounceAll(LocalTime now)
    {
        foreach ((string name, ServiceProperties properties) in _services) Announce(AnnouncedGroup.Offered(name, properties));
        foreach (Tap tap in _taps) Announce(AnnouncedGroup.TapAdded(tap));
        foreach (string service in _statusAsked) Send(LiteClientMessages.CreateStatus(Variant, service));
        if (_listsAsked > 0) SendListQuestion(now);
    }

    /// <summary>One question at a time, since the rows do not say which they answer; asked once more when no row comes, since hosts may drop it.</summary>
    private void SendListQuestion(LocalTime now)
    {
        _rows.Clear();
        _listDeadline = now + ListTimeout;
        Send(LiteClientMessages.CreateList(Variant));
    }

    private void OnListing(LocalTime now, ServiceListing? row)
    {
        _listDeadline = now + ListTimeout;
        if (row is not null)
        {
            if (_rows.Count < MaxListRows) _rows.Add(row);
            return;
        }

        _outputs.Enqueue(new(LiteOutputKind.Listing) { Listing = [.. _rows] });
        if (--_listsAsked > 0) SendListQuestion(now);
        else _listDeadline = LocalTime.Never;
    }
}
