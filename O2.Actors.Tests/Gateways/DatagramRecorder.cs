namespace O2.Actors.Tests.Gateways;

/// <summary>Keeps the datagrams that a socket receives.</summary>
internal sealed class DatagramRecorder(int expected) : IDatagramHandler
{
    private readonly byte[] _buffer = new byte[2000];
    private readonly Recorder<byte[]> _datagrams = new(expected);

    /// <summary>Completes with all of them.</summary>
    public Task<IReadOnlyList<byte[]>> All => _datagrams.All;

    public Memory<byte> GetReceiveBuffer() => _buffer;

    public bool WantsSender => true;

    public void OnDatagram(int count, DatagramSender sender) => _datagrams.Add(_buffer[..count]);
}
