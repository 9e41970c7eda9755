// Publish and subscribe: a controller publishes its tilt to a service that nobody handles; whoever is interested taps it.
//
//   dotnet run --project examples/PublishSubscribe -- subscribe lamp     in one terminal
//   dotnet run --project examples/PublishSubscribe -- subscribe filter   in another; as many as you like, in any order
//   dotnet run --project examples/PublishSubscribe -- publish 2          in a third: waits for two subscribers, then sends ten values
//
// You will see every value arrive at each subscriber. The publisher does not know who they are, and they need not know where it runs.
// A last argument names an ensemble of your own.
using O2.Actors;

switch (args)
{
    case ["publish", var count, ..] when int.TryParse(count, out var subscribers):
        await PublishAsync(subscribers, args.ElementAtOrDefault(2));
        return 0;
    case ["subscribe", var name, ..]:
        await SubscribeAsync(name, args.ElementAtOrDefault(2));
        return 0;
    default:
        Console.Error.WriteLine("PublishSubscribe publish SUBSCRIBERS | subscribe NAME   [ENSEMBLE]");
        return 2;
}

static async Task PublishAsync(int subscribers, string? ensemble)
{
    await using var o2 = await O2Process.StartAsync(OptionsOf(ensemble));
    o2.AddService("tilt");   // no method is ever added: sending to it is publishing
    Console.WriteLine($"Waiting for subscribers: {subscribers}");
    await o2.WaitUntilAsync(() => o2.Services().Count(row => row is { Service: "tilt", Tapper: not null }) >= subscribers);
    for (var i = 1; i <= 10; i++)
    {
        o2.SendReliable("/tilt/angle", 9.0 * i);
        await Task.Delay(50);
    }

    o2.SendReliable("/tilt/end");
    Console.WriteLine("Published ten values.");
}

static async Task SubscribeAsync(string name, string? ensemble)
{
    var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
    await using var o2 = await O2Process.StartAsync(OptionsOf(ensemble));
    o2.AddMethod($"/{name}/angle", "d", angle => Console.WriteLine($"{name}: {angle.Double(0)} degrees"));
    o2.AddMethod($"/{name}/end", "", _ => ended.TrySetResult());
    o2.Tap("tilt", name);    // before or after the publisher starts; /tilt/angle arrives as /lamp/angle
    Console.WriteLine($"{name} listens");
    await ended.Task;
}

static O2ProcessOptions OptionsOf(string? ensemble) => new() { Ensemble = ensemble ?? "publish-subscribe", Network = NetworkScope.Loopback };
