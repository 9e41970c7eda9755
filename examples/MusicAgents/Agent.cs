using LaptopOrchestra;
using O2.Actors;
using O2.Protocol;

namespace MusicAgents;

/// <summary>A musician as an actor: is woken before each bar, hears the others by taps, and plays by publishing timed notes.</summary>
/// <remarks>
/// <c>/NAME-part/note siidd</c> = who plays, scale degree, velocity, beat, duration in beats. It comes to everybody who taps the part at the
/// moment at which the note sounds. The part is a service of its own: taps copy what they get from taps, so agents that tapped each other
/// directly would hear their own notes come back.
/// </remarks>
public abstract class Agent : O2ServiceActor
{
    public const int BeatsPerBar = 4;
    public const int Bars = 14;

    /// <summary>How long before a bar the agents decide what to play in it, in beats.</summary>
    public const double ThinkBeats = 0.25;

    private readonly Tempo _beat;
    private readonly string _name;

    /// <param name="name">The agent's service.</param>
    /// <param name="beat">The beat that all agents share.</param>
    protected Agent(string name, Tempo beat)
    {
        _name = name;
        _beat = beat;
        Method("/bar", "i", message => PlayBar(message.Int32(0)));
        Method("/note", "siidd", message => Hear(message.Text(0), new ScaleNote(message.Int32(1), message.Double(3), message.Double(4))));
    }

    /// <summary>The agents from high to low.</summary>
    public static IReadOnlyList<string> Names { get; } = [FluteAgent.Name, ClarinetAgent.Name, BassoonAgent.Name];

    /// <summary>The service to which an agent publishes its notes.</summary>
    public static string PartOf(string name) => $"{name}-part";

    /// <summary>Takes in what another agent has just played.</summary>
    protected abstract void Hear(string who, ScaleNote note);

    /// <summary>Decides what to play in a bar, from 0.</summary>
    protected abstract void PlayBar(int bar);

    /// <summary>Plays a note at its beat.</summary>
    protected void Play(ScaleNote note, int velocity) =>
        O2.SendReliable($"/{PartOf(_name)}/note", new GlobalTime(_beat.TimeAt(note.Beat)), _name, note.Degree, velocity, note.Beat, note.Duration);
}
