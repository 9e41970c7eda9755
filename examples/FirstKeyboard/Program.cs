using O2.Actors;

await using var o2 = await O2Process.StartAsync("my-ensemble");
Console.WriteLine("Looking for a synth ...");
await o2.WaitForServiceAsync("synth");
for (int i = 0; i < 8; i++)
    o2.SendReliable("/synth/noteon", o2.Now + 0.5 + i * 0.25, 60 + i, 0.8);
