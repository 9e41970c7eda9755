// A sensor in your hand plays a synth, and a page in the browser says what moves what: the demo of R. B. Dannenberg, "Building Music Systems with O2 and
// O2lite" (NIME 2022), with O2.Actors in the place of its control program and its synth.
//
//   ./build.sh sensor-demo
//
//   microcontroller --O2lite, UDP--> /imu/imu --> y = m * x + b --> /synth/speed, /synth/feedback, /synth/volume --> loudspeaker and sensor.wav
//                                                   ^  |
//                              browser --WebSocket--+  +--> live values (taps)
//
// Open the page that is named and drag the ends of the bars. Without a microcontroller the sketch O2.Lite.Arduino/examples/02_ImuSensor runs as a program of
// this machine, with a simulated sensor; with one, use --sensor=none --network. Ctrl-C ends it and leaves artifacts/sensor-demo/sensor.wav.
//
// Options: --ensemble=scimu   --port=8080   --sensor=PROGRAM|none   --network (not only this machine)   --seconds=60   --output=DIRECTORY   --silent
//          --osc=HOST:PORT (a synth that speaks OSC gets /speed, /feedback and /volume, too)
using LaptopOrchestra;
using SensorToSound;

try
{
    var options = SensorOptions.Parse(args);
    using Leash leash = new(holdsStandardInput: false);
    using var end = CancellationTokenSource.CreateLinkedTokenSource(leash.Token);
    if (options.Seconds is { } seconds)
        end.CancelAfter(TimeSpan.FromSeconds(seconds));

    await using var stage = await Stage.StartAsync(options);
    await using var sensor = SensorProgram.Start(options);
    Console.WriteLine($"Open {stage.Page} and drag the ends of the bars. Ctrl-C ends.");
    using LiveSound live = new(options.IsSilent);
    Recording recording = new();
    await stage.Synth.PlayAsync(block =>
    {
        live.Play(block);
        recording.Add(block);
    }, end.Token);
    Console.WriteLine($"What you heard is in {recording.Write(options.Output)}");
    return 0;
}
catch (ArgumentException e)
{
    Console.Error.WriteLine(e.Message);
    return 2;
}
