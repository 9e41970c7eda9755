using O2.Protocol;

namespace O2.Actors;

/// <content>OSC programs.</content>
public sealed partial class O2Process
{
    /// <summary>Lets OSC programs send to a service: every packet that comes to a port becomes a message, or a bundle, for it (<c>o2_osc_port_new</c>).</summary>
    /// <param name="service">The service: <c>/x</c> becomes <c>/service/x</c>. It need not exist, and may be that of another process.</param>
    /// <param name="port">The port, or 0 to let the system choose; see <see cref="OscPort.Port"/>.</param>
    /// <param name="options">How; null for UDP and the other defaults.</param>
    /// <returns>The open port; dispose it to close it. It ends with the process.</returns>
    /// <exception cref="ArgumentException">A name is not allowed, an option is out of its range, or this process offers the reply service already.</exception>
    /// <exception cref="O2Exception">The port cannot be opened, for example because it is taken.</exception>
    /// <remarks>Messages are reliable from here on, though UDP is not. Types, times and limits: <c>docs/osc.md</c>.</remarks>
    public OscPort AddOscPort(string service, int port, OscPortOptions? options = null)
    {
        ServiceName.Validate(service);
        if (port is < 0 or > ushort.MaxValue)
            throw new ArgumentOutOfRangeException(nameof(port), port, "A port is in the range 0 to 65535.");
        options ??= new OscPortOptions();
        options.Validate();
        return new OscPort(Live, service, port, options);
    }

    /// <summary>Offers a service that is an OSC server: what is sent to it leaves as OSC packets (<c>o2_osc_delegate</c>).</summary>
    /// <param name="service">A letter first, no <c>/</c>, at most 63 bytes. <c>/service/x</c> leaves as <c>/x</c>.</param>
    /// <param name="host">The server's machine: a name, <c>localhost</c>, or an IPv4 address. A name is looked up in the background, and again after a failure.</param>
    /// <param name="port">The server's port.</param>
    /// <param name="options">How; null for UDP and the other defaults.</param>
    /// <returns>The delegation; dispose it to withdraw the service. It ends with the process.</returns>
    /// <exception cref="ArgumentException">A name or number is not allowed, this process already offers the service, or the server is on another machine and
    /// the process is confined to this one.</exception>
    /// <remarks>
    /// The service can be sent to when this returns; other processes are told at once. Messages with a time wait in this process until then; bundles go at once, with
    /// their time as OSC time tag. By TCP the service stays while the server is away: reliable messages wait within a bound, beyond which senders are told
    /// <see cref="SendStatus.Blocked"/>; best-effort ones are dropped and counted. Types, times and limits: <c>docs/osc.md</c>.
    /// </remarks>
    public OscDelegation DelegateToOsc(string service, string host, int port, OscDelegateOptions? options = null)
    {
        ServiceName.Validate(service);
        options ??= new OscDelegateOptions();
        options.Validate();
        return new OscDelegation(Live, service, host, port, options);
    }
}
