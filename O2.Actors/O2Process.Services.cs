using Akka.Actor;
using O2.Protocol;

namespace O2.Actors;

/// <content>Services, methods, properties and taps of this process.</content>
public sealed partial class O2Process
{
    /// <summary>Offers a service without an actor: inline methods can be added to it, and others can tap what is sent to it.</summary>
    /// <param name="name">A letter first, no <c>/</c>, at most 63 bytes.</param>
    /// <param name="options">Properties; null for none.</param>
    /// <exception cref="ArgumentException">The name is not allowed, or this process already offers it.</exception>
    /// <remarks>The service can be sent to when this returns; other processes are told at once.</remarks>
    public void AddService(string name, ServiceOptions? options = null) => Add(name, null, options);

    /// <summary>Offers a service that is an actor, restarted by its supervisor when it throws.</summary>
    /// <param name="name">A letter first, no <c>/</c>, at most 63 bytes.</param>
    /// <param name="actor">How to make it; its class derives from <see cref="O2ServiceActor"/>, or handles <see cref="O2Message"/> by itself.</param>
    /// <param name="options">Supervision and properties; null for the defaults.</param>
    /// <exception cref="ArgumentException">The name is not allowed, this process already offers it, or an option is out of range.</exception>
    /// <remarks>
    /// The service can be sent to when this returns; messages wait until the actor has started. An actor that does not derive from <see cref="O2ServiceActor"/> is
    /// restarted at once, whatever pauses the options ask for, and no <see cref="ServiceRestarted"/> tells of it.
    /// </remarks>
    public void AddService(string name, Props actor, ServiceOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(actor);
        Add(name, actor, options);
    }

    /// <summary>No longer offers a service. Messages that wait for its actor are still handled; taps that copy to it end.</summary>
    /// <param name="name">The service.</param>
    /// <returns>False when this process does not offer it.</returns>
    public bool RemoveService(string name)
    {
        if (Live.Directory.FindLocal(name) is not { } service || !Live.Directory.RemoveLocal(service))
            return false;
        if (service.HasActor)
            _ensemble.Tell(new ServiceProtocol.Stop(service));
        return true;
    }

    /// <summary>Adds an inline method: called on the receiving thread, or on the sender's, so it must be quick and must not block.</summary>
    /// <param name="path">The whole address, for example <c>/meter/level</c>; <c>/meter</c> alone takes every message to the service.
    /// <c>/_o2/si</c> (types <c>siss</c>) is told each change of a service's status.</param>
    /// <param name="types">The types that the handler wants, as in <see cref="O2ServiceActor"/>; null takes any.</param>
    /// <param name="handler">Called for each message. What it throws is reported as a <see cref="ServiceFailure"/>.</param>
    /// <exception cref="ArgumentException">The path or the types are malformed, or a client of a bridge offers the service.</exception>
    /// <remarks>
    /// The service is offered if this process does not offer it yet. An equal path replaces the earlier method. Calls may come from several threads at
    /// once; a message that a handler sends to an inline method of its own process is delivered after it has returned.
    /// </remarks>
    public void AddMethod(string path, string? types, O2Handler handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        var address = MethodPath.Parse(path);
        Live.Directory.GetOrAddLocal(address.Service, service => service.Methods.Add(address.Path, types, handler));
    }

    /// <summary>Removes an inline method, or all below a path.</summary>
    /// <param name="path">The whole address.</param>
    /// <returns>False when there was none.</returns>
    /// <exception cref="ArgumentException">The path is malformed.</exception>
    public bool RemoveMethod(string path)
    {
        var address = MethodPath.Parse(path);
        return Live.Directory.FindLocal(address.Service)?.Methods.Remove(address.Path) ?? false;
    }

    /// <summary>Sets a property of a service of this process and tells the ensemble.</summary>
    /// <param name="service">The service.</param>
    /// <param name="attribute">The attribute's name: 1 to 61 letters and digits.</param>
    /// <param name="value">Its value; null removes the attribute.</param>
    /// <exception cref="ArgumentException">This process does not offer the service, the name is not allowed, or the properties become longer than 32768 bytes.</exception>
    public void SetProperty(string service, string attribute, string? value)
    {
        var (isOurs, isDone) = Live.Directory.Write(d => (
            service != ServiceName.Process && d.Snapshot.TryGetService(service, out var entry) && entry.Own is not null,
            value is null ? d.TryRemoveProperty(service, attribute) : d.TrySetProperty(service, attribute, value)));
        if (!isOurs)
            throw new ArgumentException($"This process does not offer the service '{service}'.", nameof(service));
        if (!isDone)
            throw new ArgumentException($"The properties of '{service}' would be longer than {ServiceProperties.MaxBytes} bytes.", nameof(value));
    }

    /// <summary>Reads a property of a service's active provider.</summary>
    /// <param name="service">The service.</param>
    /// <param name="attribute">The attribute's name.</param>
    /// <returns>Its value, or null.</returns>
    public string? GetProperty(string service, string attribute) =>
        Live.Directory.FindActive(service)?.Properties.Get(attribute);

    private static ServiceProperties PropertiesOf(ServiceOptions options)
    {
        var properties = ServiceProperties.Empty;
        foreach (var (attribute, value) in options.Properties)
        {
            if (!properties.TrySet(attribute, value, out properties))
                throw new ArgumentException($"The properties are longer than {ServiceProperties.MaxBytes} bytes.", nameof(options));
        }

        return properties;
    }

    private void Add(string name, Props? actor, ServiceOptions? options)
    {
        ServiceName.Validate(name);
        options ??= ServiceOptions.Default;
        options.Validate();
        var service = Live.Directory.AddLocal(name, hasActor: actor is not null, PropertiesOf(options));
        if (actor is not null)
            _ensemble.Tell(new ServiceProtocol.Start(service, actor, options));
    }
}
