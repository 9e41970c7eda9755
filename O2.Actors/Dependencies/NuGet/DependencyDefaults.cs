using Akka.Actor;
using O2.Discovery;
using O2.Protocol.Mqtt;

namespace O2.Actors;

/// <summary>Which implementations stand behind our interfaces in <c>nuget</c> mode.</summary>
internal static class DependencyDefaults
{
    /// <summary>
    /// Makes the multicast DNS client for a process: Makaretu.Dns.Multicast for the whole network. It has no choice of interfaces and leaves the
    /// loopback interface out, so a process that is bound to one interface gets our own client.
    /// </summary>
    public static IMdnsClient CreateMdnsClient(MdnsClientOptions options) =>
        options.Interfaces.Count > 0 ? new OwnMdnsClient(options) : new MakaretuMdnsClient();

    /// <summary>Makes the MQTT client for a process: MQTTnet. It needs no actor.</summary>
    public static IMqttClient CreateMqttClient(ProcessEnvironment environment, MqttSetup setup, IActorRefFactory actors) =>
        new MqttNetClient(setup, new ReconnectPause(new Random(environment.NewSeed())));
}
