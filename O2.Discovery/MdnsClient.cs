using System.Net.NetworkInformation;
using System.Net.Sockets;
using O2.Protocol.Mdns;

namespace O2.Discovery;

/// <summary>Publishes and finds services on the local network by multicast DNS, beside whatever responder the system runs (Avahi, Bonjour).</summary>
/// <remarks>
/// <para>
/// Clients are cheap: all clients of an OS process share one socket per network interface, and what has been found through it. Interfaces that come
/// and go while the client lives are taken into use and out of use; an interface that refuses is tried again every ten seconds.
/// </para>
/// <para>
/// The host of published services is <c>machine-o2-random.local</c>, a name of this OS process alone, so that it never competes with the host name
/// that the system's responder publishes; it resolves to the addresses of the interface on which it is asked for.
/// </para>
/// <para>
/// Thread-safe: yes. Handlers are called on pool threads. Nothing that arrives from the network makes a method throw. Source: RFC 6762, RFC 6763; O2
/// 2.0, "Discovery".
/// </para>
/// </remarks>
public sealed class MdnsClient : IAsyncDisposable
{
    private static readonly TimeSpan ChangeSettles = TimeSpan.FromSeconds(0.5);
    private static readonly TimeSpan RetryInterval = TimeSpan.FromSeconds(10);

    private const string EveryInterface = "all";
    private const string NotThere = "There is no usable interface of this name or address.";

    private readonly MdnsClientOptions _options;
    private readonly Func<IReadOnlyList<string>, (IReadOnlyList<UsableInterface> Found, IReadOnlyList<string> Missing)> _find;
    private readonly Func<UsableInterface, IMulticastSocket> _open;
    private readonly Lock _gate = new();
    private readonly List<MdnsLink> _links = [];
    private readonly List<Publication> _publications = [];
    private readonly List<Browsing> _browsings = [];
    private readonly Timer _rescan;
    private bool _disposed;

    /// <summary>Opens multicast DNS on the chosen interfaces.</summary>
    /// <param name="options">Which interfaces; null for all usable ones.</param>
    /// <remarks>Does not throw when an interface, or every one, cannot be used: see <see cref="Interfaces"/>.</remarks>
    public MdnsClient(MdnsClientOptions? options = null)
        : this(options ?? new MdnsClientOptions(), find: null, open: null)
    {
    }

    /// <param name="options">Which interfaces.</param>
    /// <param name="find">Finds them; null asks the system.</param>
    /// <param name="open">Opens one; null makes a socket of ours.</param>
    internal MdnsClient(
        MdnsClientOptions options,
        Func<IReadOnlyList<string>, (IReadOnlyList<UsableInterface> Found, IReadOnlyList<string> Missing)>? find = null,
        Func<UsableInterface, IMulticastSocket>? open = null)
    {
        _options = options;
        _find = find ?? UsableInterface.Find;
        _open = open ?? (usable => new MulticastSocket(usable.Addresses[0]));
        _rescan = new Timer(_ => Scan());
        NetworkChange.NetworkAddressChanged += OnNetworkChanged;
        Scan();
    }

    /// <summary>The chosen interfaces, and which of them cannot be used for what reason; changes as interfaces come and go.</summary>
    public IReadOnlyList<MdnsInterface> Interfaces { get; private set; } = [];

    /// <summary>Publishes a service on all chosen interfaces until the publication is disposed, or the client is.</summary>
    /// <param name="service">The service.</param>
    /// <returns>
    /// The publication. With <see cref="NameClaim.Unique"/> it has been announced when this returns; otherwise about a second of probing follows.
    /// </returns>
    /// <exception cref="ArgumentException">A value of the service is out of range.</exception>
    /// <exception cref="ObjectDisposedException">The client is disposed.</exception>
    public Publication Publish(ServiceInstance service)
    {
        service.Validate();
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            var publication = new Publication(this, service);
            _publications.Add(publication);
            _links.ForEach(publication.AddTo);
            return publication;
        }
    }

    /// <summary>Looks for the instances of a service type on all chosen interfaces until the result is disposed, or the client is.</summary>
    /// <param name="type">The service type, such as <c>_o2proc._tcp</c>.</param>
    /// <param name="handler">
    /// Told about each instance once, however many interfaces see it, our own included. Called for one event after the other, on pool threads, and
    /// first for what other clients of this OS process have found already; while it runs, further news of one instance are merged. It must not throw:
    /// nobody could catch it.
    /// </param>
    /// <returns>Ends the search when disposed; a call of the handler that goes on at that moment still finishes.</returns>
    /// <exception cref="ArgumentException">The text is not a service type.</exception>
    /// <exception cref="ObjectDisposedException">The client is disposed.</exception>
    public IDisposable Browse(string type, Action<ServiceEvent> handler)
    {
        MdnsNames.TypeName(type);
        ArgumentNullException.ThrowIfNull(handler);
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            var browsing = new Browsing(type, handler, Remove);
            _browsings.Add(browsing);
            foreach (MdnsLink link in _links)
                link.Browse(browsing);
            return browsing;
        }
    }

    /// <summary>Ends all searches, says goodbye for all that is published, and leaves the interfaces. A second call does nothing.</summary>
    /// <returns>Complete when the goodbyes were handed to the system.</returns>
    public ValueTask DisposeAsync()
    {
        NetworkChange.NetworkAddressChanged -= OnNetworkChanged;
        lock (_gate)
        {
            if (_disposed)
                return ValueTask.CompletedTask;
            _disposed = true;
            _rescan.Dispose();
            foreach (Browsing browsing in _browsings.ToArray())
                browsing.Dispose();
            foreach (MdnsLink link in _links.ToArray())
                Leave(link);
        }
        return ValueTask.CompletedTask;
    }

    internal IReadOnlyList<string> NamesOf(Dictionary<MdnsLink, int> ids)
    {
        lock (_gate)
            return [.. ids.Select(entry => entry.Key.NameOf(entry.Value)).OfType<string>().Distinct()];
    }

    internal void Remove(Publication publication)
    {
        lock (_gate)
        {
            if (_publications.Remove(publication))
                publication.RemoveFromAll();
        }
    }

    private void Remove(Browsing browsing)
    {
        lock (_gate)
        {
            if (!_browsings.Remove(browsing))
                return;
            foreach (MdnsLink link in _links)
                link.StopBrowsing(browsing);
        }
    }

    private void OnNetworkChanged(object? sender, EventArgs e)
    {
        lock (_gate)
        {
            if (!_disposed)
                _rescan.Change(ChangeSettles, Timeout.InfiniteTimeSpan);
        }
    }

    /// <summary>Looks which interfaces there are now. While the system does not tell, those that are in use stay so.</summary>
    internal void Scan()
    {
        lock (_gate)
        {
            if (_disposed)
                return;
            bool isComplete = false;
            try
            {
                isComplete = TryUseAll();
            }
            catch (SocketException e)
            {
                Interfaces = _links.Count == 0 ? [new MdnsInterface(EveryInterface, [], e.Message)] : Interfaces;
            }

            if (!isComplete)
                _rescan.Change(RetryInterval, Timeout.InfiniteTimeSpan);
        }
    }

    private bool TryUseAll()
    {
        var (usable, missing) = _find(_options.Interfaces);
        foreach (MdnsLink link in _links.ToArray())
        {
            if (!usable.Contains(link.Interface))
                Leave(link);
        }

        Interfaces = [.. usable.Select(Use), .. missing.Select(word => new MdnsInterface(word, [], NotThere))];
        return Interfaces.All(i => i.Error is null);
    }

    private MdnsInterface Use(UsableInterface usable)
    {
        if (_links.Exists(link => link.Interface.Equals(usable)))
            return new MdnsInterface(usable.Name, usable.Addresses, null);
        try
        {
            MdnsLink link = MdnsLinks.Acquire(usable, _open);
            _links.Add(link);
            _publications.ForEach(publication => publication.AddTo(link));
            _browsings.ForEach(link.Browse);
            return new MdnsInterface(usable.Name, usable.Addresses, null);
        }
        catch (SocketException e)
        {
            return new MdnsInterface(usable.Name, usable.Addresses, e.Message);
        }
    }

    private void Leave(MdnsLink link)
    {
        _links.Remove(link);
        _publications.ForEach(publication => publication.RemoveFrom(link));
        foreach (Browsing browsing in _browsings)
        {
            link.StopBrowsing(browsing);
            browsing.OnLinkGone(link);
        }
        MdnsLinks.Release(link);
    }
}
