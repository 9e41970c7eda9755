using Akka.Actor;
using O2.Protocol;

namespace O2.Actors;

/// <summary>One client of a <see cref="Bridge"/>: what it offers, taps and knows, and the way for its messages in both directions.</summary>
/// <remarks>
/// Thread-safe; no member waits. Once the client is gone its members do nothing and say so. Messages of one client keep their order when they are
/// received by one thread at a time.
/// </remarks>
public sealed partial class BridgeClient : IDisposable, IMessageLink
{
    /// <summary>How many services one client may offer, and how many taps it may own.</summary>
    public const int MaxServices = 1024;

    /// <summary>How many characters the properties of all services of one client may have together.</summary>
    public const int MaxPropertyChars = 1 << 20;

    private readonly ProcessCore _core;
    private readonly IBridgeLink _link;
    private readonly string _name;
    private readonly Dictionary<string, int> _services = [];                // with the length of their properties; these five under the directory's lock
    private readonly HashSet<(string Tappee, string Tapper)> _taps = [];
    private int _propertyChars;
    private bool _isSynchronized;
    private volatile bool _hasEnded;

    internal BridgeClient(ProcessCore core, Bridge bridge, int id, IBridgeLink link, InboundBudget? budget)
    {
        _core = core;
        _link = link;
        Bytes = link as IByteLink;
        Bundles = link as IBundleLink;
        Bridge = bridge;
        Id = id;
        _name = $"client {id} of bridge {bridge.Name}";
        _room = new Signal(core.Environment.Background);
        _ownsBudget = budget is null;
        _budget = budget ?? new InboundBudget(_room.Raise);
        _source = MessageSource.OfBridge(_name, _budget);
        _datagrams = MessageSource.OfBridge(_name, null);
        HoldsTimedMessages = bridge.Options.HoldsTimedMessages;
    }

    /// <summary>The bridge that the client belongs to.</summary>
    public Bridge Bridge { get; }

    /// <summary>The client's number: above 0, and never given again while the process lives.</summary>
    public int Id { get; }

    /// <summary>The way to a client that takes messages as bytes, from anywhere in memory; null for those that want objects.</summary>
    internal IByteLink? Bytes { get; }

    /// <summary>The way to a client that takes bundles whole; null for those that do not.</summary>
    internal IBundleLink? Bundles { get; }

    /// <summary>Whether the client is gone.</summary>
    public bool HasEnded => _hasEnded;

    /// <summary>Whether the client knows the ensemble's time; see <see cref="MarkSynchronized"/>.</summary>
    public bool IsSynchronized => Volatile.Read(ref _isSynchronized);

    /// <summary>
    /// Whether this process holds timed messages for the client until their time. False: the client gets them at once, and waits by itself.
    /// </summary>
    public bool HoldsTimedMessages { get; set; }

    /// <summary>Offers a service of the client, or changes the properties of one that it offers already. Other processes are told at once.</summary>
    /// <param name="service">A letter first, no <c>/</c>, at most 63 bytes.</param>
    /// <param name="properties">What it advertises; null for nothing.</param>
    /// <returns>
    /// False when this process or another client of it offers the service, when the client exceeds <see cref="MaxServices"/> or <see cref="MaxPropertyChars"/>,
    /// or is gone.
    /// </returns>
    /// <exception cref="ArgumentException">The name is not allowed.</exception>
    public bool OfferService(string service, ServiceProperties? properties = null)
    {
        ServiceName.Validate(service);
        properties ??= ServiceProperties.Empty;
        return Write(d =>
        {
            bool isKnown = _services.TryGetValue(service, out int before);
            int length = properties.Wire.Length, total = _propertyChars - before + length;
            if (total > MaxPropertyChars || (!isKnown && _services.Count == MaxServices))
                return false;
            if (!(isKnown ? d.TrySetProperties(service, properties) : d.TryAdd(service, Bridge.Options.Kind, this, properties, _isSynchronized)))
                return false;
            _services[service] = length;
            _propertyChars = total;
            return true;
        });
    }

    /// <summary>No longer offers a service of the client.</summary>
    /// <param name="service">The service.</param>
    /// <returns>False when the client does not offer it.</returns>
    public bool RemoveService(string service) => Write(d =>
    {
        if (!_services.Remove(service, out int length))
            return false;
        _propertyChars -= length;
        _taps.RemoveWhere(tap => tap.Tapper == service);   // the directory ends them, too
        return d.TryRemove(service);
    });

    /// <summary>Copies what is delivered to a service, of any process, to a service of this process, usually one of the client.</summary>
    /// <param name="tappee">The service to listen to. It need not exist.</param>
    /// <param name="tapper">The service that gets the copies. Without it there are none.</param>
    /// <param name="mode">How copies travel from the tappee's process.</param>
    /// <returns>False when that tap exists, when the client has <see cref="MaxServices"/> taps, or is gone.</returns>
    /// <exception cref="ArgumentException">A name is not allowed.</exception>
    public bool Tap(string tappee, string tapper, TapSendMode mode = TapSendMode.Keep) => Write(d =>
        _taps.Count < MaxServices && d.TryTap(tappee, tapper, mode) && _taps.Add((tappee, tapper)));

    /// <summary>Ends a tap of the client.</summary>
    /// <param name="tappee">The tapped service.</param>
    /// <param name="tapper">The service that got the copies.</param>
    /// <returns>False when the client has no such tap.</returns>
    public bool Untap(string tappee, string tapper) => Write(d => _taps.Remove((tappee, tapper)) && d.TryUntap(tappee, tapper));

    /// <summary>Notes that the client knows the ensemble's time: its services count as synchronized, in every process. A second call does nothing.</summary>
    public void MarkSynchronized() => Write(d =>
    {
        if (_isSynchronized)
            return false;
        _isSynchronized = true;
        d.MarkSynchronized(this);
        return true;
    });

    /// <summary>Says that the client is gone: its services and taps are, when this returns, and its link is closed. A second call does nothing.</summary>
    public void Dispose() => End("its bridge gave it up");

    /// <summary>Names bridge and number.</summary>
    /// <returns>Text like <c>client 7 of bridge o2lite</c>.</returns>
    public override string ToString() => _name;

    /// <param name="reason">Why, for people.</param>
    /// <param name="byActor">Whether it ends because its actor has stopped, which then need not be told.</param>
    internal void End(string reason, bool byActor = false)
    {
        if (!Write(Withdraw))
            return;
        Bridge.Remove(this);
        _room.Raise();
        try
        {
            _link.Close();
        }
        catch (Exception e)
        {
            reason = $"{reason}; closing its link failed: {e.Message}";
        }

        if (!byActor)
            Tell(new BridgeProtocol.Left(this, reason));
        _core.Events.Publish(new BridgeClientLeft(Bridge.Name, Id, reason));
    }

    private bool Withdraw(ServiceDirectory directory)
    {
        _hasEnded = true;
        foreach (var (tappee, tapper) in _taps)
            directory.TryUntap(tappee, tapper);
        foreach (string service in _services.Keys)
            directory.TryRemove(service);
        return true;
    }

    /// <summary>False when the client is gone; nothing is written then.</summary>
    private bool Write(Func<ServiceDirectory, bool> change) => _core.Directory.Write(d => !_hasEnded && change(d));

    /// <summary>What is thrown in serving the client ends it.</summary>
    internal SendStatus Fail(Exception cause)
    {
        Tell(new BridgeProtocol.Failed(this, cause));
        End($"serving it failed: {cause.Message}");
        return SendStatus.NoService;
    }

    private void Tell(object message) => _core.Bridges.Supervisor.Tell(message, ActorRefs.NoSender);
}
