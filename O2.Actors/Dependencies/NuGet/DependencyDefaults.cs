using Akka.Actor;
using O2.Discovery;
using O2.Protocol.Mqtt;

namespace O2.Actors;

/// <summary>Which implementations stand behind our interfaces in <c>nuget</c> mode.</summary>
internal static class DependencyDefaults
{
    /// <summary>Makes the multicast DNS client for a process: our own, with the sockets of Makaretu.Dns.Multicast.</summary>
    public static IMdnsClient CreateMdnsClient(MdnsClientOptions options) => new OwnMdnsClient(new MdnsClient(options, open: MakaretuSocket.Open));

    /// <summary>Makes the MQTT client for a process: MQTTnet. It needs no actor.</summary>
    public static IMqttClient CreateMqttClient(ProcessEnvironment environment, MqttSetup setup, IActorRefFactory actors) =>
        new MqttNetClient(setup, new ReconnectPause(new Random(environment.NewSeed())));
}
