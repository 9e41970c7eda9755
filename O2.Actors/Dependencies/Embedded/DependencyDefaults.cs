using Akka.Actor;
using O2.Discovery;

namespace O2.Actors;

/// <summary>Which implementations stand behind our interfaces in <c>embedded</c> mode.</summary>
internal static class DependencyDefaults
{
    /// <summary>Makes the multicast DNS client for a process.</summary>
    public static IMdnsClient CreateMdnsClient(MdnsClientOptions options) => new OwnMdnsClient(new MdnsClient(options));

    /// <summary>Makes the MQTT client for a process.</summary>
    public static IMqttClient CreateMqttClient(ProcessEnvironment environment, MqttSetup setup, IActorRefFactory actors) => new OwnMqttClient(environment, setup, actors);
}
