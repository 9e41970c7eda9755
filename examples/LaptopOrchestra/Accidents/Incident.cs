using O2.Actors;
using O2.Protocol;

namespace LaptopOrchestra;

/// <summary>An incident, as whoever saw it tells the listener.</summary>
/// <param name="Who">The service or program that it happened to.</param>
/// <param name="Time">When, in seconds of global time.</param>
/// <param name="Seconds">How long it lasted, if whoever tells knows.</param>
public sealed record Incident(IncidentKind Kind, string Who, double Time, double Seconds = 0)
{
    /// <summary>The types of the message <c>/listener/incident</c>.</summary>
    public const string Types = "sstd";

    /// <summary>Tells the listener.</summary>
    public void Report(O2Process o2) =>
        o2.SendReliable($"/{Listener.Service}/incident", Kind.ToString(), Who, O2Value.Time(new GlobalTime(Time)), Seconds);

    /// <summary>Reads what <see cref="Report"/> sends.</summary>
    public static Incident Read(O2MessageView message) =>
        new(Enum.Parse<IncidentKind>(message.Text(0)), message.Text(1), message.GlobalTime(2).Seconds, message.Double(3));
}
