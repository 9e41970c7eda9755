using O2.Protocol;

namespace O2.Lite;

/// <content>Services, methods, properties and taps of this client.</content>
public sealed partial class LiteClient
{
    private long _unhandled;
    private int _tapCount;

    /// <summary>Offers a service: the host does so in the client's name, now and after each new connection.</summary>
    /// <param name="name">A letter first, no <c>/</c>, at most 63 bytes. C++ peers may cut names above 31 bytes.</param>
    /// <exception cref="ArgumentException">The name is not allowed, or this client already offers it.</exception>
    /// <remarks>A host drops a service without a word when it, or another of its clients, has one of this name; <see cref="ServicesAsync"/> shows that.</remarks>
    public void AddService(string name)
    {
        ServiceName.Validate(name);
        if (!Change(() => _session.TryAddService(name, ServiceProperties.Empty)))
            throw new ArgumentException($"This client offers the service '{name}' already.", nameof(name));
    }

    /// <summary>No longer offers a service; taps that copy to it end. Its methods stay.</summary>
    /// <param name="name">The service.</param>
    /// <returns>False when this client does not offer it.</returns>
    public bool RemoveService(string name) => Change(() => _session.TryRemoveService(name));

    /// <summary>Adds a method for one whole address.</summary>
    /// <param name="path">The whole address, for example <c>/knob/value</c>.</param>
    /// <param name="types">The types that the handler wants; arguments that can be converted are taken, too. Null takes any, "" only messages without arguments.</param>
    /// <param name="handler">Called by whoever polls, for each message.</param>
    /// <exception cref="ArgumentException">The path or the types are malformed.</exception>
    /// <remarks>
    /// The service is offered if it is not yet. Several methods may have one path and different types: the one with exactly the types of the message is
    /// called, else the newest that can take them. Newer methods go first; equal path and types replace the earlier method.
    /// </remarks>
    public void AddMethod(string path, string? types, O2Handler handler) => AddMethod(path, types, isPrefix: false, handler);

    /// <summary>Adds a method for all addresses that begin with a path: <c>/imu</c> takes <c>/imu</c> and <c>/imu/raw/x</c>, but not <c>/imux</c>.</summary>
    /// <param name="path">The beginning of the addresses; a service at least.</param>
    /// <param name="types">As in <see cref="AddMethod(string, string?, O2Handler)"/>.</param>
    /// <param name="handler">Called by whoever polls, for each message.</param>
    /// <exception cref="ArgumentException">The path or the types are malformed.</exception>
    public void AddPrefixMethod(string path, string? types, O2Handler handler) => AddMethod(path, types, isPrefix: true, handler);

    /// <summary>Removes all methods with a path.</summary>
    /// <param name="path">The path with which they were added.</param>
    /// <returns>False when there was none.</returns>
    public bool RemoveMethod(string path) => _methods.Remove(path);

    /// <summary>Sets a property of a service of this client and tells the ensemble.</summary>
    /// <param name="service">The service.</param>
    /// <param name="attribute">The attribute's name: 1 to 61 letters and digits.</param>
    /// <param name="value">Its value; null removes the attribute.</param>
    /// <exception cref="ArgumentException">This client does not offer the service, the name is not allowed, or the properties become longer than 32768 bytes.</exception>
    public void SetProperty(string service, string attribute, string? value)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (!_session.TryGetProperties(service, out ServiceProperties? properties))
                throw new ArgumentException($"This client does not offer the service '{service}'.", nameof(service));
            if (value is null)
                properties = properties.Remove(attribute);
            else if (!properties.TrySet(attribute, value, out properties))
                throw new ArgumentException($"The properties of '{service}' would be longer than {ServiceProperties.MaxBytes} bytes.", nameof(value));
            _session.SetProperties(service, properties);
            Drain();
        }
    }

    /// <summary>Reads a property of a service of this client; for others see <see cref="ServicesAsync"/>.</summary>
    /// <param name="service">The service.</param>
    /// <param name="attribute">The attribute's name.</param>
    /// <returns>Its value, or null.</returns>
    public string? GetProperty(string service, string attribute)
    {
        lock (_gate)
            return _session.TryGetProperties(service, out ServiceProperties? properties) ? properties.Get(attribute) : null;
    }

    /// <summary>Copies every message that is delivered to one service to another one, of this client.</summary>
    /// <param name="tappee">The service to listen to, of anybody. It need not exist yet, and may come and go.</param>
    /// <param name="tapper">The service of this client that gets the copies: same path, types and arguments behind its own name.</param>
    /// <param name="mode">How copies travel.</param>
    /// <returns>Ends the tap when it is disposed, as does withdrawing the tapper.</returns>
    /// <exception cref="ArgumentException">A name is not allowed, this client does not offer the tapper, or the tap exists.</exception>
    public IDisposable Tap(string tappee, string tapper, TapSendMode mode = TapSendMode.Keep)
    {
        if (!ServiceName.IsValidInTap(tappee))
            throw new ArgumentException($"'{tappee}' cannot be tapped: it is no name of a service.", nameof(tappee));
        if (!Change(() => _session.TryGetProperties(tapper, out _)))
            throw new ArgumentException($"This client does not offer the service '{tapper}'.", nameof(tapper));
        if (!Change(() => _session.TryTap(tappee, tapper, mode)))
            throw new ArgumentException($"The service '{tapper}' of this client already taps '{tappee}'.", nameof(tapper));
        return new TapHandle(() => Untap(tappee, tapper));
    }

    /// <summary>Calls a handler for every message that is delivered to a service.</summary>
    /// <param name="tappee">The service to listen to, of anybody.</param>
    /// <param name="handler">Called by whoever polls. The address it sees begins with the name of the tapper, a service made for this tap; the path behind it is the tappee's.</param>
    /// <param name="mode">How copies travel.</param>
    /// <returns>Ends the tap when it is disposed.</returns>
    /// <exception cref="ArgumentException">The name is not allowed.</exception>
    public IDisposable Tap(string tappee, O2Handler handler, TapSendMode mode = TapSendMode.Keep)
    {
        ArgumentNullException.ThrowIfNull(handler);
        string tapper = $"tap_{Guid.NewGuid():N}"[..24] + Interlocked.Increment(ref _tapCount);
        AddPrefixMethod("/" + tapper, null, handler);
        try
        {
            Tap(tappee, tapper, mode);
        }
        catch
        {
            Forget(tapper);
            throw;
        }

        return new TapHandle(() => Forget(tapper));
    }

    /// <summary>Ends a tap.</summary>
    /// <param name="tappee">The tapped service.</param>
    /// <param name="tapper">The service of this client that got the copies.</param>
    /// <returns>False when there was no such tap.</returns>
    public bool Untap(string tappee, string tapper) => Change(() => _session.TryUntap(tappee, tapper));

    private void AddMethod(string path, string? types, bool isPrefix, O2Handler handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        O2Address address = O2Address.Parse(path);
        if (address.First != '/')
            throw new ArgumentException($"'{path}' is no path of a method: it has to begin with '/'.", nameof(path));
        ServiceName.Validate(address.Service);
        foreach (char code in types ?? "")
        {
            if (code > byte.MaxValue || !Enum.IsDefined((TypeTag)code))
                throw new ArgumentException($"'{types}' cannot be the types of a method: there is no type '{code}'.", nameof(types));
        }

        _methods.Add(address.Text, types, isPrefix, handler);
        Change(() => _session.TryAddService(address.Service, ServiceProperties.Empty));
    }

    private void Forget(string tapper)
    {
        if (_disposed)
            return;   // the host forgets it with the client
        RemoveService(tapper);
        RemoveMethod("/" + tapper);
    }

    private bool Change(Func<bool> change)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            bool isDone = change();
            Drain();
            return isDone;
        }
    }
}
