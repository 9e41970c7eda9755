using System.Net;
using O2.Protocol;

namespace O2.Actors.Tests.Bridges.Osc;

/// <summary>What is left of looking a name up when nobody wants it any more.</summary>
public sealed class OscNameActorTests
{
    [Fact]
    public async Task A_name_that_is_looked_up_when_the_delegation_ends_is_given_up_and_nothing_of_it_stays()
    {
        var environment = ProcessEnvironment.CreateReal(isRealTime: false);
        var names = new SlowNames(environment.Transport);
        await using var o2 = await O2Process.StartAsync(Ensembles.Options("names") with { Environment = environment with { Transport = names } });
        var synth = o2.DelegateToOsc("synth", "synth.example", 8000);
        var asked = await names.Asked.Task;
        var given = new TaskCompletionSource();
        using var registration = asked.Register(given.SetResult);

        synth.Dispose();

        await given.Task;
        await o2.Until(() => o2.Status("synth") == ServiceStatus.Unknown);
        await o2.DisposeAsync();
        Assert.Throws<ObjectDisposedException>(() => asked.WaitHandle);
    }

    /// <summary>The network, but names are never found.</summary>
    private sealed class SlowNames(ITransport network) : ITransport
    {
        public TaskCompletionSource<CancellationToken> Asked { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public IReadOnlyList<IPAddress> LocalAddresses => network.LocalAddresses;

        public Task<IPAddress> ResolveAsync(string host, CancellationToken cancellation)
        {
            Asked.TrySetResult(cancellation);
            return new TaskCompletionSource<IPAddress>().Task.WaitAsync(cancellation);
        }

        public IStreamListener Listen(IPAddress address, int port) => network.Listen(address, port);

        public Task<IStreamConnection> ConnectAsync(IPEndPoint remote, CancellationToken cancellation) => network.ConnectAsync(remote, cancellation);

        public IDatagramSocket OpenDatagrams(IPAddress address, int port) => network.OpenDatagrams(address, port);
    }
}
