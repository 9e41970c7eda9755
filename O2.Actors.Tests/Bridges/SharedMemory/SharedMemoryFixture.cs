using O2.Actors.TestKit;

namespace O2.Actors.Tests.Bridges.SharedMemory;

/// <summary>A process with a shared-memory bridge, another process that is connected to it, and virtual time. The test is the thread that is bridged.</summary>
internal sealed class SharedMemoryFixture : IDisposable
{
    private readonly EnsembleFixture _ensemble = new();

    public SharedMemoryFixture(bool hasClock = true)
    {
        Host = _ensemble.Start();
        Peer = _ensemble.Start();
        if (hasClock)
            Host.BecomeClockReference();
        _ensemble.RunUntil(() => Host.Processes().Count == 1 && Peer.Processes().Count == 1 && Peer.ClockState.IsSynchronized == hasClock);
        Bridge = Host.AddSharedMemoryBridge();
    }

    public O2Process Host { get; }

    public O2Process Peer { get; }

    public SharedMemoryBridge Bridge { get; }

    /// <summary>A client that offers a service; every process knows of it.</summary>
    public SharedMemoryClient Connect(string service, SharedMemoryOptions? options = null)
    {
        var client = Bridge.Connect(options);
        Assert.Equal(SendStatus.Sent, client.AddService(service));
        _ensemble.RunUntil(() => Host.Status(service) >= 0 && Peer.Status(service) >= 0);
        return client;
    }

    public void Advance(double seconds) => _ensemble.Advance(seconds);

    public void RunUntil(Func<bool> condition) => _ensemble.RunUntil(condition);

    public T Run<T>(Task<T> task) => _ensemble.Run(task);

    public void Stop(O2Process process) => _ensemble.Stop(process);

    public void Dispose() => _ensemble.Dispose();
}
