using O2.Actors;
using O2.Protocol;

namespace LaptopOrchestra;

/// <summary>A tempo on the wire: <c>/beat/tempo dtd</c> = beat offset, time offset, beats per second.</summary>
/// <remarks>Nobody handles messages to the service <c>beat</c>: sending to it is publishing, and whoever needs the beat taps it.</remarks>
public static class TempoMessage
{
    /// <summary>The service to which tempos are published.</summary>
    public const string Service = "beat";

    /// <summary>Publishes a tempo at a moment.</summary>
    public static SendStatus Publish(O2Process o2, Tempo tempo, GlobalTime at) =>
        o2.SendReliable($"/{Service}/tempo", at, tempo.BeatOffset, O2Value.Time(new GlobalTime(tempo.TimeOffset)), tempo.BeatsPerSecond);

    /// <summary>Passes a tempo on to one player of this process.</summary>
    public static SendStatus Forward(O2Process o2, Tempo tempo, string player) =>
        o2.SendReliable($"/{player}/tempo", tempo.BeatOffset, O2Value.Time(new GlobalTime(tempo.TimeOffset)), tempo.BeatsPerSecond);

    /// <summary>Reads a tempo.</summary>
    public static Tempo Read(O2MessageView message) => new(message.Double(0), message.GlobalTime(1).Seconds, message.Double(2));
}
