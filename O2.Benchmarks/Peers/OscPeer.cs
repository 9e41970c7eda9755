namespace O2.Benchmarks;

/// <summary>An OSC program: the client of our bridge, and both sides of the baseline.</summary>
internal sealed class OscPeer : PlainPeer<OscClient>
{
    protected override IPlainServer Listen(bool isTcp, Tally tally) => new OscEcho(isTcp, tally);

    protected override OscClient Connect(bool isTcp, int port) => new(isTcp, port);
}
