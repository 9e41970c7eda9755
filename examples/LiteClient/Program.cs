// A lamp that flashes when it is told to, and says what is typed to the service "stage". Its host is any O2 process of the ensemble that takes O2lite clients in,
// for example `o2 host --ensemble my-ensemble`.
//   dotnet run --project examples/LiteClient my-ensemble                           looks for a host by itself
//   dotnet run --project examples/LiteClient my-ensemble ws://localhost:8080/o2ws  joins through this one; also 192.168.1.5:41973:33661 (TCP and UDP port)
// It ends with its input.

using O2.Lite;

await using var o2 = LiteClient.Start(new LiteClientOptions
{
    Ensemble = args.Length > 0 ? args[0] : "my-ensemble",
    Host = args.Length > 1 ? LiteEndpoint.Parse(args[1]) : null,
});
o2.StateChanged += state => Console.WriteLine($"{state} {o2.Host}");
o2.AddMethod("/lamp/flash", "s", m => Console.WriteLine($"{m.Text(0)} flash, {1000 * m.Lateness:F1} ms late"));
o2.SetProperty("lamp", "color", "red");
Console.WriteLine($"Looking for a host of '{o2.Ensemble}' ... What you type is said on the stage.");
while (Console.ReadLine() is { } line)
    o2.SendReliable("/stage/say", o2.Now + 0.1, line);
