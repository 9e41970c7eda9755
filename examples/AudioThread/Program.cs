// A synthesizer in an audio callback, flooded by its ensemble: O2 never makes the callback wait, and nothing is left for the garbage collector.
//
//   dotnet run -c Release --project examples/AudioThread
//
// Two processes meet: the studio, whose audio thread is a client of its shared-memory bridge, and the orchestra, which sends the notes of a round
// and 50,000 other messages a second. The "sound card" asks for 64 frames every 1.33 ms; a block that is not ready in time is a glitch.
// You will see a table with messages, glitches, the worst callback and what was allocated, and find audio.wav in artifacts/audio. The
// exit code is 0 if every note was played and nothing was allocated; glitches depend on the machine.
//
// Options: --frames=64   --flood=50000   --speed=1   --output=DIRECTORY   --ensemble=NAME
using AudioThread;
using LaptopOrchestra;
using O2.Actors;

if (CommandLine.TryRead(() => AudioOptions.Parse(args)) is not { } options)
    return 2;

await using var studio = await O2Process.StartAsync(options.ToProcessOptions());
studio.BecomeClockReference();
using var bridge = studio.AddSharedMemoryBridge();
using var client = bridge.Connect();
var player = new SynthPlayer(client);

await using var orchestra = await Orchestra.JoinAsync(options);
var score = FrereJacques.Compose().Faster(options.Speed);
var card = new SoundCard(() => client.LocalNow, options.Frames, orchestra.SendNotes(score));
Console.WriteLine(FormattableString.Invariant($"A round is played in blocks of {options.Frames} frames, amid {options.Flood:N0} other messages a second ..."));
var music = Task.Factory.StartNew(PlayOnAudioThread, TaskCreationOptions.LongRunning);
await orchestra.FloodAsync(options.Flood, music);
await music;

Console.Write(Report.Format(options, card, player, orchestra, score.NoteCount, studio.Dropped(DropReason.QueueFull)));
Directory.CreateDirectory(options.Output);
var path = Path.Combine(options.Output, "audio.wav");
using (var file = File.Create(path))
    WavFile.Write(file, card.Left, card.Right, SoundCard.SampleRate);

Console.WriteLine($"\n  {path}");
return player.Notes == score.NoteCount && card.AllocatedBytes == 0 ? 0 : 1;

void PlayOnAudioThread()
{
    Thread.CurrentThread.Priority = ThreadPriority.Highest;
    card.Run(player.Render);
}
