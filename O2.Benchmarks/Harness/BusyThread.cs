namespace O2.Benchmarks;

/// <summary>Does something over and over, without a pause, on a thread of its own, until it is disposed.</summary>
internal sealed class BusyThread : IDisposable
{
    private readonly Thread _thread;
    private volatile bool _isDisposed;

    public BusyThread(Action step)
    {
        _thread = new Thread(() =>
        {
            while (!_isDisposed)
                step();
        });
        _thread.Start();
    }

    public void Dispose()
    {
        _isDisposed = true;
        _thread.Join();
    }
}
