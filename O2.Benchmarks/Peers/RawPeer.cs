namespace O2.Benchmarks;

/// <summary>The baseline: as many bytes as O2 sends, one thread for each socket, which blocks in its receives or polls them without a pause.</summary>
/// <remarks>One command more: <c>offset N</c> gives N errors of a clock comparison, in microseconds.</remarks>
internal sealed class RawPeer(bool isPolling) : PlainPeer<RawClient>
{
    public override async Task<object> DoAsync(string[] command) =>
        command is ["offset", var count] ? Client.CompareClocks(Number(count)) : await base.DoAsync(command);

    protected override IPlainServer Listen(bool isTcp, Tally tally) => new RawServer(isTcp, isPolling, tally);

    protected override RawClient Connect(bool isTcp, int port) => new(isTcp, isPolling, port);
}
