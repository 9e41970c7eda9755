namespace O2.Benchmarks;

/// <summary>Sends OSC packets and takes the answers.</summary>
internal sealed class OscClient(bool isTcp, int port)
    : PlainClient(isTcp, isPolling: false, port, OscBytes.Of("/ping", isTcp), OscBytes.Of("/note", isTcp));
