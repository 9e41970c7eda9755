using O2.Protocol;

namespace O2.Actors.Tests.Arduino;

/// <summary>A host on loopback that C++ programs find by multicast DNS, with a service "host" that notes what they send.</summary>
internal sealed class LiveEnsemble : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private LiveEnsemble(string name, O2Process host)
    {
        Name = name;
        Host = host;
    }

    public string Name { get; }

    public O2Process Host { get; }

    public static Task<LiveEnsemble> StartAsync() => StartAsync($"cpp-{Guid.NewGuid():N}");

    /// <summary>A host of an ensemble that had one before, for example.</summary>
    public static async Task<LiveEnsemble> StartAsync(string name)
    {
        await CppBuild.Done;
        var host = await O2Process.StartAsync(new O2ProcessOptions { Ensemble = name, Network = NetworkScope.Loopback });
        host.BecomeClockReference();
        host.AddService("host");
        host.AddLiteHost();
        return new LiveEnsemble(name, host);
    }

    /// <summary>Starts a program of O2.Lite.Arduino.</summary>
    public async Task<ChildProcess> RunAsync(string program) => new(await CppBuild.ProgramAsync(program), Name);

    /// <summary>Starts o2lite_live, and waits until it shares the clock.</summary>
    public async Task<ChildProcess> JoinAsync()
    {
        var client = await RunAsync("o2lite_live");
        await client.WaitForAsync("synchronized");
        await UntilServiceAsync("live");
        return client;
    }

    public async Task UntilServiceAsync(string service)
    {
        using var limit = new CancellationTokenSource(Patience);
        await Host.WaitUntilAsync(() => Host.Status(service) == ServiceStatus.Bridge, limit.Token);
    }

    /// <summary>What the next message to an address makes of itself, as soon as it comes.</summary>
    public Task<T> NextAsync<T>(string address, Func<O2Message, T> read) => CollectAsync(address, 1, messages => read(messages[0]));

    /// <summary>What so many messages to an address make of themselves, when all have come.</summary>
    public async Task<T> CollectAsync<T>(string address, int count, Func<List<O2Message>, T> read)
    {
        TaskCompletionSource<T> done = new(TaskCreationOptions.RunContinuationsAsynchronously);
        List<O2Message> messages = new(count);
        Host.AddMethod(address, null, message =>
        {
            if (messages.Count == count)
                return;
            messages.Add(message.ToMessage());
            if (messages.Count == count)
                done.SetResult(read(messages));
        });
        try
        {
            return await done.Task.WaitAsync(Patience);
        }
        finally
        {
            Host.RemoveMethod(address);
        }
    }

    public ValueTask DisposeAsync() => Host.DisposeAsync();
}
