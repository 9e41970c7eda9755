// A laptop orchestra: six programs find each other over O2, agree on the time, and play "Frère Jacques" as a round.
//
//   ./build.sh demo                                              everything, each program a process of its own
//   dotnet run --project examples/LaptopOrchestra                the same
//
// You will see who joins and when it shares the clock, then the bars go by, then how late each note was. The listener leaves
// canon.wav, canon.mid and canon.svg in artifacts/demo. The exit code is 0 if every note was played exactly once.
//
//   ./build.sh demo --crash             in bar 4 a player throws an exception, in bar 6 the program of another one is killed
//   ./build.sh demo --conductor-dies    in bar 5 the conductor is killed; its assistant takes over the beat and the clock
//
//   ./build.sh demo --web               a page moves to the music: open the address that it prints, and the orchestra begins
//   ./build.sh demo --web=network       the same on phones
//   ./build.sh demo --touch=network     play along from an OSC app on a phone, UDP port 8000 (--touch=PORT: this machine only)
//
// Options: --speed=2   --output=DIRECTORY   --silent (do not play the WAV)   --ensemble=NAME   --port=8080 (of the page)
// The programs can also be started by hand, in any order, one terminal each:
//
//   LaptopOrchestra conductor | listener | player1 … player4 | standby1 … standby4 | assistant | touch     [the same options]
//   LaptopOrchestra rehearse      writes what a flawless orchestra would play: no network, no clock
using LaptopOrchestra;

try
{
    var hasRole = args is [var first, ..] && !first.StartsWith('-');
    var options = DemoOptions.Parse(args.Skip(hasRole ? 1 : 0));
    using var leash = new Leash(options.IsLeashed);
    return await RunAsync(hasRole ? args[0] : "demo", options, leash.Token);
}
catch (ArgumentException e)
{
    Console.Error.WriteLine(e.Message);
    return 2;
}
catch (OperationCanceledException)
{
    return 130;
}

static async Task<int> RunAsync(string role, DemoOptions options, CancellationToken cancellation) => role switch
{
    "demo" => await new Director(options).RunAsync(cancellation),
    "conductor" => await Conductor.RunAsync(options, cancellation),
    Assistant.Service => await Assistant.RunAsync(options, cancellation),
    Audience.Service => await Audience.RunAsync(options, cancellation),
    TouchActor.Service => await TouchSurface.RunAsync(options, cancellation),
    "listener" => await Listener.RunAsync(options, cancellation),
    "rehearse" => Rehearse(options),
    ['p', 'l', 'a', 'y', 'e', 'r', >= '1' and <= '4' and var number] => await Player.RunAsync(number - '0', options, cancellation),
    ['s', 't', 'a', 'n', 'd', 'b', 'y', >= '1' and <= '4' and var number] => await StandBy.RunAsync(number - '0', options, cancellation),
    _ => throw new ArgumentException($"There is no role '{role}'."),
};

static int Rehearse(DemoOptions options)
{
    Console.WriteLine(Artifacts.Write(options.Output, Performance.Ideal(options.Score, start: 0)));
    return 0;
}
