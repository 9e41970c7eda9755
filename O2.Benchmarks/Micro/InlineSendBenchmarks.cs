using BenchmarkDotNet.Attributes;
using O2.Actors;

namespace O2.Benchmarks;

/// <summary>A send within a process until its inline handler has run. Baseline: a delegate found in a dictionary by its name.</summary>
public class InlineSendBenchmarks
{
    private const string Address = "/meter/level";
    private readonly Dictionary<string, Action<float>> _handlers = [];
    private O2Process _o2 = null!;
    private float _level;

    /// <summary>Starts the process. Within its own process BenchmarkDotNet does not wait for tasks.</summary>
    [GlobalSetup]
    public void Start()
    {
        _handlers[Address] = value => _level = value;
        _o2 = O2Process.StartAsync(new O2ProcessOptions { Ensemble = "local", Network = NetworkScope.Loopback, UseMdns = false }).GetAwaiter().GetResult();
        _o2.AddMethod(Address, "f", m => _level = m.Single(0));
    }

    /// <summary>Ends the process.</summary>
    [GlobalCleanup]
    public void Stop() => _o2.DisposeAsync().AsTask().GetAwaiter().GetResult();

    /// <summary>By O2.</summary>
    [Benchmark(Description = "local.inline")]
    public SendStatus Send() => _o2.Send(Address, 0.5f);

    /// <summary>The baseline.</summary>
    [Benchmark(Description = "local.inline.raw", Baseline = true)]
    public float Call()
    {
        _handlers[Address](0.5f);
        return _level;
    }
}
