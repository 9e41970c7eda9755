using Akka.Actor;
using O2.Actors;
using O2.Protocol;

namespace LaptopOrchestra;

/// <summary>The service <c>synthN</c>: the instrument in a player's hands. It says of each note when it was to sound and when it did.</summary>
/// <remarks>
/// It makes no sound of its own; the listener renders what it hears of all players. A note that it is told a second time, by a player who
/// was restarted meanwhile, it does not play again.
/// </remarks>
public sealed class SynthActor : O2ServiceActor
{
    private readonly HashSet<int> _begun = [];
    private readonly HashSet<int> _ended = [];

    public static Props PropsFor(Voice voice) => Props.Create(() => new SynthActor(voice));

    public SynthActor(Voice voice)
    {
        Method("/noteon", "iii", note => Report($"/{voice.Player}/played", note, _begun));
        Method("/noteoff", "ii", note => Report($"/{voice.Player}/released", note, _ended));
    }

    /// <summary>The name of a voice's synth service, for example <c>synth2</c>.</summary>
    public static string ServiceOf(Voice voice) => $"synth{voice.Number}";

    private void Report(string address, O2MessageView note, HashSet<int> done)
    {
        var actual = O2.Now;
        if (done.Add(note.Int32(0)))
            O2.SendReliable(address, note.Int32(0), O2Value.Time(note.Time), O2Value.Time(actual));
    }
}
