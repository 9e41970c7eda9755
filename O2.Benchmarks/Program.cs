// Measures O2.Actors beside raw .NET sockets, queues and timers: every figure of docs/performance.md.
//
//   ./build.sh bench                    everything, some two minutes; a table, and artifacts/bench/<time>.json
//   ./build.sh bench --only=rtt.tcp     the measurements whose figures begin so; may be repeated
//   ./build.sh bench --quick            a tenth of the samples, to see that everything works
//   ./build.sh bench --check            exit code 1 when a floor is missed
//
// The numbers mean something on a machine that does nothing else, and with two cores or more.
using O2.Benchmarks;

try
{
    return args is ["peer", .. var kind] ? PeerHost.Run(kind) : await Suite.RunAsync(BenchmarkOptions.Parse(args));
}
catch (ArgumentException e)
{
    Console.Error.WriteLine(e.Message);
    return 2;
}
