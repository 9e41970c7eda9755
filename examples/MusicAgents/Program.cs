// Three agents improvise: each is an actor, and hears the other two by tapping their parts.
//
//   dotnet run --project examples/MusicAgents
//
// The bassoon calls, the flute answers with the call turned upside down, the clarinet holds a fifth on what it heard most. In bar 7 the
// bassoon throws an exception: it is restarted, has forgotten what it had heard, and finds its way back by ear.
// You will see every note, then find agents.wav, agents.mid and agents.svg in artifacts/agents. The exit code is 0 if
// everybody was heard and exactly one of them was restarted.
//
// Options: --speed=4   --output=DIRECTORY   --ensemble=NAME
using Akka.Actor;
using LaptopOrchestra;
using MusicAgents;
using O2.Actors;
using O2.Protocol;

if (CommandLine.TryRead(() => DemoOptions.Parse(["--output=artifacts/agents", $"--ensemble=agents-{Environment.ProcessId}", .. args])) is not { } options)
    return 2;

await using var o2 = await O2Process.StartAsync(options.ToProcessOptions());
o2.BecomeClockReference();
var beat = new Tempo(BeatOffset: 0, (o2.Now + 0.5).Seconds, BeatsPerSecond: 100.0 / 60 * options.Speed);
var recorder = new Recorder(o2, beat);

Add(FluteAgent.Name, Props.Create(() => new FluteAgent(beat)));
Add(ClarinetAgent.Name, Props.Create(() => new ClarinetAgent(beat)));
Add(BassoonAgent.Name, Props.Create(() => new BassoonAgent(beat)));
foreach (var agent in Agent.Names)
{
    foreach (var other in Agent.Names.Where(other => other != agent))
        o2.Tap(Agent.PartOf(other), agent);
}

for (var bar = 0; bar < Agent.Bars; bar++)
{
    foreach (var agent in Agent.Names)
        o2.Send($"/{agent}/bar", new GlobalTime(beat.TimeAt(Agent.BeatsPerBar * bar - Agent.ThinkBeats)), bar);
}

var performance = await recorder.FinishAsync();
Console.WriteLine(Artifacts.Write(options.Output, performance, "agents"));
return performance.Incidents.Count == 1 && performance.Score.Voices.All(voice => voice.Notes.Count > 0) ? 0 : 1;

void Add(string name, Props agent)
{
    o2.AddService(Agent.PartOf(name));
    o2.AddService(name, agent, new ServiceOptions { MaxRestarts = 3, Within = TimeSpan.FromSeconds(10) });
}
