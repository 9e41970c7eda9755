namespace O2.Benchmarks;

/// <summary>Runs measurements that need no other process. Command: <c>NAME true|false</c> (quick or not) gives the figures.</summary>
internal sealed class InProcessPeer : IPeer
{
    public async Task<object> DoAsync(string[] command)
    {
        var figures = new FigureList();
        await InProcessBenchmark.All[command[0]](new BenchmarkOptions { IsQuick = bool.Parse(command[1]) }, figures);
        return figures.All;
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
