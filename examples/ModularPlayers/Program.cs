// A modular performance: a player runs alone, with a tempo, start and stop of its own; while there is a conductor, the conductor has them.
//
//   dotnet run --project examples/ModularPlayers -- player piano      in one terminal; type: start, tempo 90, position 8, stop
//   dotnet run --project examples/ModularPlayers -- player drums      in another, as many as you like
//   dotnet run --project examples/ModularPlayers -- conductor         in a third; type the same: all players obey
//
// You will see each player beat for itself, then "hands over to the conductor", then all on one beat. End the conductor (Ctrl-D): every
// player "takes control back" and goes on where it is. A last argument names an ensemble of your own.
using Akka.Actor;
using ModularPlayers;
using O2.Actors;

(string service, Props? actor, string? ensemble) = args switch
{
    ["player", var name, ..] => (name, Props.Create(() => new PlayerActor(name)), args.ElementAtOrDefault(2)),
    ["conductor", ..] => (ConductorActor.Service, Props.Create<ConductorActor>(), args.ElementAtOrDefault(1)),
    _ => ("", null, null),
};
if (actor is null)
{
    Console.Error.WriteLine("ModularPlayers player NAME | conductor   [ENSEMBLE]");
    return 2;
}

Console.WriteLine(Command.Help);
await using var o2 = await O2Process.StartAsync(new O2ProcessOptions { Ensemble = ensemble ?? "modular", Network = NetworkScope.Loopback });
if (service == ConductorActor.Service)
    await TakePartInTimeAsync(o2);
else
    o2.Tap(ConductorActor.Service, service);   // what the conductor is told, this player is told too

o2.AddService(service, actor);
while (await Console.In.ReadLineAsync() is { } line)
{
    if (!Command.TryParse(line, out var command))
        Console.WriteLine(Command.Help);
    else if (service != ConductorActor.Service && o2.Status(ConductorActor.Service) >= 0)
        Console.WriteLine("the conductor has that");
    else
        command.Send(o2, service);
}

return 0;

// The first conductor brings the clock; one who comes back finds it with the players.
static async Task TakePartInTimeAsync(O2Process o2)
{
    await Task.WhenAny(o2.WaitUntilAsync(() => o2.ClockState.IsSynchronized), Task.Delay(TimeSpan.FromSeconds(2)));
    o2.BecomeClockReference();
}
