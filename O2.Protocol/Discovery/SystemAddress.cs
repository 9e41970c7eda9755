namespace O2.Protocol;

/// <summary>The addresses of the service <c>_o2</c>, and which of them are taken from whom.</summary>
/// <remarks>
/// <para>The reference takes all of them from everybody. Here:</para>
/// <list type="table">
/// <listheader><term>origin</term><description>taken</description></listheader>
/// <item><term>this process</term><description>all</description></item>
/// <item><term>connection of a process</term><description>dy, sv, hub, cs/cs, cs/put, cs/rt</description></item>
/// <item><term>MQTT broker</term><description>mqtt/dy, and as from a process except hub</description></item>
/// <item><term>UDP</term><description>cs/put, cs/rt</description></item>
/// <item><term>bridge client, element of a bundle, message sent once more</term><description>none</description></item>
/// </list>
/// <para>What clients of bridges say about themselves has addresses of its own, and is taken from nobody else (<see cref="Lite.LiteAddress"/>).</para>
/// <para>Thread-safe: yes. Allocates: no. Source: decision 3 of this project on O2 2.0.</para>
/// </remarks>
public static class SystemAddress
{
    /// <summary>Address of introductions.</summary>
    public const string Introduction = "!_o2/dy";

    /// <summary>Address of service announcements.</summary>
    public const string Services = "!_o2/sv";

    /// <summary>Address by which a process asks its hub for introductions.</summary>
    public const string Hub = "!_o2/hub";

    /// <summary>Address by which a process says that it has global time.</summary>
    public const string ClockSynchronized = "!_o2/cs/cs";

    /// <summary>Tells whether an address names this process itself, as <c>_o2</c> or by its own name.</summary>
    /// <param name="address">The address.</param>
    /// <param name="self">The name of this process; null while it has none.</param>
    /// <returns>Whether the message is for the process and not for one of its services.</returns>
    public static bool IsForProcess(O2Address address, ProcessName? self) =>
        address.Service == ServiceName.Process || (self is not null && address.Service == self.Text);

    /// <summary>Tells what an address of this process stands for.</summary>
    /// <param name="address">An address for which <see cref="IsForProcess"/> is true.</param>
    /// <returns>The meaning. Patterns have none: only complete addresses are understood.</returns>
    public static SystemMethod MethodOf(O2Address address) => address.IsBundle ? SystemMethod.None : address.Path switch
    {
        "/dy" => SystemMethod.Introduction,
        "/sv" => SystemMethod.Services,
        "/hub" => SystemMethod.Hub,
        "/cs/cs" => SystemMethod.ClockSynchronized,
        "/cs/put" => SystemMethod.ClockAnswer,
        "/cs/rt" => SystemMethod.RoundTrip,
        "/mqtt/dy" => SystemMethod.MqttIntroduction,
        "/o2lite/con" => SystemMethod.LiteConnect,
        _ => SystemMethod.None,
    };

    /// <summary>Tells whether a message of some origin may use a system address.</summary>
    /// <param name="method">What the address stands for.</param>
    /// <param name="origin">How the message came.</param>
    /// <returns>False when the message has to be dropped with a warning.</returns>
    public static bool IsAccepted(SystemMethod method, MessageOrigin origin) => origin switch
    {
        MessageOrigin.Local => true,
        MessageOrigin.Process => method is SystemMethod.Introduction or SystemMethod.Services or SystemMethod.Hub
            or SystemMethod.ClockSynchronized or SystemMethod.ClockAnswer or SystemMethod.RoundTrip,
        MessageOrigin.Broker => method is SystemMethod.Introduction or SystemMethod.Services or SystemMethod.MqttIntroduction
            or SystemMethod.ClockSynchronized or SystemMethod.ClockAnswer or SystemMethod.RoundTrip,
        MessageOrigin.Datagram => method is SystemMethod.ClockAnswer or SystemMethod.RoundTrip,
        _ => false,
    };
}
