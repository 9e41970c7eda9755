using O2.Actors;
using O2.Protocol;

namespace LaptopOrchestra;

/// <summary>How steadily the ensemble's time ran at one program.</summary>
/// <param name="Who">Its service.</param>
/// <param name="LargestStep">The largest step between two looks, in seconds.</param>
public sealed record Steadiness(string Who, double LargestStep)
{
    /// <summary>The types of the message <c>/listener/steadiness</c>.</summary>
    public const string Types = "sd";

    private const double Tolerance = 0.001;

    /// <summary>No step above a millisecond.</summary>
    public bool IsSteady => LargestStep <= Tolerance;

    /// <summary>Tells the listener.</summary>
    public void Report(O2Process o2) => o2.SendReliable($"/{Listener.Service}/steadiness", Who, LargestStep);

    /// <summary>Reads what <see cref="Report"/> sends.</summary>
    public static Steadiness Read(O2MessageView message) => new(message.Text(0), message.Double(1));
}
