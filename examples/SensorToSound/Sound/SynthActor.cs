using O2.Actors;

namespace SensorToSound;

/// <summary>The synth's service: one method for each parameter.</summary>
public sealed class SynthActor : O2ServiceActor
{
    public const string Service = "synth";

    public SynthActor(Synth synth)
    {
        Method("/speed", "f", message => synth.Speed = Math.Clamp(message.Single(0), 0.25f, 4));
        Method("/feedback", "f", message => synth.Feedback = Math.Clamp(message.Single(0), 0, 0.95f));
        Method("/volume", "f", message => synth.Volume = Math.Clamp(message.Single(0), 0, 1));
    }
}
