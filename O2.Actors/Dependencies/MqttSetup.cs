using O2.Protocol.Mqtt;

namespace O2.Actors;

/// <summary>What an <see cref="IMqttClient"/> is made of.</summary>
/// <param name="Options">Which broker.</param>
/// <param name="Connect">What the client tells it about itself.</param>
/// <param name="Topics">The topics that it reads.</param>
/// <param name="QueueBytes">How many bytes may wait to be published.</param>
/// <param name="Handler">Who is told what comes.</param>
internal sealed record MqttSetup(MqttOptions Options, MqttConnect Connect, IReadOnlyList<string> Topics, int QueueBytes, IMqttHandler Handler);
