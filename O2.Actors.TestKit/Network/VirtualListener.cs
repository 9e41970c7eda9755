namespace O2.Actors.TestKit;

/// <summary>A listening socket of a virtual machine.</summary>
internal sealed class VirtualListener(VirtualMachine machine, int port) : IStreamListener
{
    private readonly Lock _lock = new();
    private readonly Queue<VirtualConnection> _backlog = new();
    private Action<IStreamConnection>? _accepted;

    public int Port => port;

    public void Start(Action<IStreamConnection> accepted)
    {
        lock (_lock)
            _accepted = accepted;
        machine.Network.Clock.Schedule(machine.Network.Clock.Now, AcceptAll);
    }

    public void Dispose() => machine.Listeners.Release(port);

    /// <summary>A connection has come.</summary>
    public void Take(VirtualConnection connection)
    {
        lock (_lock)
            _backlog.Enqueue(connection);
        AcceptAll();
    }

    private void AcceptAll()
    {
        while (true)
        {
            Action<IStreamConnection>? accepted;
            VirtualConnection? connection;
            lock (_lock)
            {
                accepted = _accepted;
                if (accepted is null || !_backlog.TryDequeue(out connection))
                    return;
            }
            accepted(connection);
        }
    }
}
