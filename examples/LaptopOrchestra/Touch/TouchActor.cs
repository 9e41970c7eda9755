using Akka.Actor;
using O2.Actors;
using O2.Protocol;

namespace LaptopOrchestra;

/// <summary>The service <c>touch</c>: keys that are touched on a phone sound on the next half beat, so that everybody plays in time.</summary>
/// <remarks>The OSC app sends <c>/key</c> and gets <c>/strike</c> back when the key sounds. It knows neither the beat nor the ensemble's clock.</remarks>
public sealed class TouchActor : O2ServiceActor
{
    public const string Service = "touch";

    /// <summary>The service that answers the phone.</summary>
    public const string Phone = "phone";

    private const double Grid = 0.5;          // beats
    private const double LeadSeconds = 0.02;  // what is nearer than this comes with the next one
    private readonly TempoMap _tempo = new();

    public static Props PropsFor() => Props.Create(() => new TouchActor());

    public TouchActor()
    {
        Method("/tempo", "dtd", message => _tempo.Add(TempoMessage.Read(message)));   // tapped from /beat/tempo
        Method("/key", "if", touch => OnKey(touch.Int32(0), touch.Single(1)));
        Method("/strike", "ii", strike => O2.SendReliable($"/{Service}/struck", strike.Int32(0), strike.Int32(1), O2Value.Time(O2.Now)));
        Method("/struck", null, _ => { });                                            // told to whoever taps us
    }

    private void OnKey(int key, float force)
    {
        var now = (O2.Now + LeadSeconds).Seconds;
        if (_tempo.Tempos.Count == 0 || _tempo.TimeAt(Math.Ceiling(_tempo.BeatAt(now) / Grid) * Grid) is not (> 0 and < double.PositiveInfinity and var time))
        {
            return;   // nobody conducts, or the beat is held
        }

        var at = new GlobalTime(time);
        O2.SendReliable($"/{Service}/strike", at, key & 127, Math.Clamp((int)(127 * force), 1, 127));
        O2.SendReliable($"/{Phone}/strike", at, key);
    }
}
