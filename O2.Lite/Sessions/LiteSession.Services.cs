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
    private LocalTime _answerDeadline = LocalTime.Never;
    private int _listsAsked;

    /// <summary>Offers a service.</summary>
    /// <returns>False when it is offered already.</returns>
    public bool TryAddService(string name, ServiceProperties properties)
    {
        if (!_services.TryAdd(name, properties))
            return false;
        Announce(AnnouncedGroup.Offered(name, properties));
        return true;
    }

    /// <summary>Withdraws a service, and with it the taps that copy to it.</summary>
    /// <returns>False when it is not offered.</returns>
    public bool TryRemoveService(string name)
    {
        if (!_services.Remove(name))
            return false;
        foreach (Tap tap in _taps.ToArray())
        {
            if (tap.Tapper == name)
                TryUntap(tap.Tappee, name);
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
        if (_taps.Exists(tap.IsSameAs))
            return false;
        _taps.Add(tap);
        Announce(AnnouncedGroup.TapAdded(tap));
        return true;
    }

    /// <summary>Ends a tap.</summary>
    /// <returns>False when there is none.</returns>
    public bool TryUntap(string tappee, string tapper)
    {
        Tap tap = new(tappee, tapper, null, TapSendMode.Keep);
        if (_taps.RemoveAll(tap.IsSameAs) == 0)
            return false;
        Announce(AnnouncedGroup.TapRemoved(tap));
        return true;
    }

    /// <summary>Asks for the status of a service; the answer is an output, if need be on a later connection.</summary>
    public void AskStatus(LocalTime now, string service)
    {
        _statusAsked.Add(service);
        if (!IsAccepted)
            return;
        _answerDeadline = now + AnswerTimeout;
        Send(LiteClientMessages.CreateStatus(Variant, service));
    }

    /// <summary>Takes back a question; its answer, if it comes, counts for another one for the same service, or for none.</summary>
    public void ForgetStatus(string service) => _statusAsked.Remove(service);

    /// <summary>Takes back a question for all services. The one that is being answered goes on, since the rows do not say which they answer.</summary>
    public void ForgetList()
    {
        if (_listsAsked > 1 || !IsAccepted)
            _listsAsked--;
    }

    /// <summary>Asks for all services and taps; the answer is an output, if need be on a later connection.</summary>
    public void AskList(LocalTime now)
    {
        if (_listsAsked++ == 0 && IsAccepted)
            SendListQuestion(now);
    }

    private void Announce(AnnouncedGroup group)
    {
        if (IsAccepted)
            Send(LiteClientMessages.CreateAnnouncement(Variant, group));
    }

    private void AnnounceAll(LocalTime now)
    {
        foreach ((string name, ServiceProperties properties) in _services)
            Announce(AnnouncedGroup.Offered(name, properties));
        foreach (Tap tap in _taps)
            Announce(AnnouncedGroup.TapAdded(tap));
        AskAgain(now);
    }

    /// <summary>Asks what is not answered; hosts drop answers to clients that are slow to read, and questions while they answer another.</summary>
    private void AskAgain(LocalTime now)
    {
        _answerDeadline = _statusAsked.Count > 0 ? now + AnswerTimeout : LocalTime.Never;
        foreach (string service in _statusAsked)
            Send(LiteClientMessages.CreateStatus(Variant, service));
        if (_listsAsked > 0)
            SendListQuestion(now);
    }

    /// <summary>One question at a time, since the rows do not say which they answer.</summary>
    private void SendListQuestion(LocalTime now)
    {
        _rows.Clear();
        _answerDeadline = now + AnswerTimeout;
        Send(LiteClientMessages.CreateList(Variant));
    }

    private void OnStatus(string service, ServiceStatus status)
    {
        _outputs.Enqueue(new(LiteOutputKind.Status) { Service = service, Status = status });
        if (_statusAsked.Count == 0 && _listsAsked == 0)
            _answerDeadline = LocalTime.Never;
    }

    private void OnListing(LocalTime now, ServiceListing? row)
    {
        _answerDeadline = now + AnswerTimeout;
        if (row is not null)
        {
            if (_rows.Count < MaxListRows)
                _rows.Add(row);
            return;
        }

        _outputs.Enqueue(new(LiteOutputKind.Listing) { Listing = [.. _rows] });
        if (--_listsAsked > 0)
            SendListQuestion(now);
        else if (_statusAsked.Count == 0)
            _answerDeadline = LocalTime.Never;
    }
}
