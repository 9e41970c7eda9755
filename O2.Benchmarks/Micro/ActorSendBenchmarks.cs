using System.Threading.Channels;
using Akka.Actor;
using BenchmarkDotNet.Attributes;
using O2.Actors;

namespace O2.Benchmarks;

/// <summary>A send within a process until an actor has handled it: a thousand sends, then the wait until the last was handled. Baseline: a channel read by a task.</summary>
public class ActorSendBenchmarks
{
    private const int Burst = 1000;
    private readonly Countdown _handled = new();
    private readonly Channel<object> _channel = Channel.CreateUnbounded<object>(new UnboundedChannelOptions { SingleReader = true });
    private O2Process _o2 = null!;
    private Task _reader = Task.CompletedTask;

    /// <summary>Starts the process and the task. Within its own process BenchmarkDotNet does not wait for tasks.</summary>
    [GlobalSetup]
    public void Start()
    {
        _o2 = O2Process.StartAsync(new O2ProcessOptions { Ensemble = "local", Network = NetworkScope.Loopback, UseMdns = false }).GetAwaiter().GetResult();
        _o2.AddService("synth", Props.Create(() => new Synth(_handled)));
        _reader = Task.Run(ReadAsync);
    }

    /// <summary>Ends them.</summary>
    [GlobalCleanup]
    public void Stop()
    {
        _channel.Writer.Complete();
        _reader.Wait();
        _o2.DisposeAsync().AsTask().GetAwaiter().GetResult();
    }

    /// <summary>By O2.</summary>
    [Benchmark(Description = "local.actor", OperationsPerInvoke = Burst)]
    public void Send()
    {
        _handled.Expect(Burst);
        for (int i = 0; i < Burst; i++)
            _o2.Send("/synth/noteon", 60);
        _handled.Wait();
    }

    /// <summary>The baseline.</summary>
    [Benchmark(Description = "local.actor.raw", OperationsPerInvoke = Burst, Baseline = true)]
    public void Write()
    {
        _handled.Expect(Burst);
        for (int i = 0; i < Burst; i++)
            _channel.Writer.TryWrite(new object());
        _handled.Wait();
    }

    private async Task ReadAsync()
    {
        await foreach (object _ in _channel.Reader.ReadAllAsync())
            _handled.Signal();
    }

    private sealed class Synth : O2ServiceActor
    {
        public Synth(Countdown handled) => Method("/noteon", "i", _ => handled.Signal());
    }
}
