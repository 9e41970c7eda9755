using O2.Actors.TestKit;

namespace O2.Actors.Tests.Gateways;

/// <summary>A partner on a virtual machine that takes every connection, keeps what it reads, and says nothing.</summary>
internal sealed class SteadfastListener
{
    private readonly VirtualClock _clock;
    private readonly bool _hangsUp;

    /// <param name="ensemble">Where.</param>
    /// <param name="machine">Its machine.</param>
    /// <param name="port">Its TCP port.</param>
    /// <param name="hangsUp">Whether it ends each connection at once.</param>
    public SteadfastListener(EnsembleFixture ensemble, VirtualMachine machine, int port, bool hangsUp = false)
    {
        _clock = ensemble.Clock;
        _hangsUp = hangsUp;
        machine.Transport.Listen(machine.Address, port).Start(Accept);
    }

    /// <summary>When it took each connection.</summary>
    public List<double> Taken { get; } = [];

    /// <summary>When the other side ended each.</summary>
    public List<double> Ended { get; } = [];

    /// <summary>What came by all of them.</summary>
    public List<byte> Bytes { get; } = [];

    private void Accept(IStreamConnection connection)
    {
        Taken.Add(_clock.Now.Seconds);
        connection.Start(new Handler(this, connection));
        if (_hangsUp)
            connection.Dispose();
    }

    private sealed class Handler(SteadfastListener listener, IStreamConnection connection) : IStreamHandler
    {
        private readonly byte[] _buffer = new byte[1000];

        public Memory<byte> GetReceiveBuffer() => _buffer;

        public bool OnReceived(int count)
        {
            listener.Bytes.AddRange(_buffer.AsSpan(0, count));
            return true;
        }

        public void OnSent()
        {
        }

        public void OnClosed(Exception? error)
        {
            listener.Ended.Add(listener._clock.Now.Seconds);
            connection.Dispose();
        }
    }
}
