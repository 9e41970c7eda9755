using Akka.Actor;
using O2.Actors;

await using var o2 = await O2Process.StartAsync("my-ensemble");
o2.BecomeClockReference();
o2.AddService("synth", Props.Create<Synth>());
Console.WriteLine("A synth waits for notes; Return ends it.");
Console.ReadLine();

internal sealed class Synth : O2ServiceActor
{
    public Synth() => Method("/noteon", "if", note =>
        Console.WriteLine($"key {note.Int32(0)}, velocity {note.Single(1)}, {1000 * note.Lateness:F1} ms late"));
}
