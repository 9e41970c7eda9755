using System.Collections.Concurrent;

namespace O2.Actors;

/// <summary>One thread that serves all sockets of a process: it receives from them and calls their handlers, without a hop to another thread.</summary>
/// <remarks>
/// .NET's asynchronous sockets wait on a thread of the runtime that hands each completion to the thread pool: two wake-ups for each message.
/// Here there is one, or none. Handlers run one after the other; one that takes long holds up the other sockets of its process, nothing else.
/// What a handler throws costs its socket, not the loop. Thread-safe.
/// </remarks>
internal abstract class SocketLoop : IDisposable
{
    private static readonly TimeSpan EndLimit = TimeSpan.FromSeconds(1);
    private readonly ConcurrentQueue<Action> _posted = new();
    private readonly Lock _lock = new();
    private Thread? _thread;
    private volatile bool _isRunning;
    private volatile bool _isStopping;

    /// <summary>Called with what was thrown on the loop's thread, for the log.</summary>
    public Action<Exception> Failed { get; set; } = _ => { };

    /// <summary>Serves a socket from now on.</summary>
    public abstract void Add(ILoopSocket socket);

    /// <summary>Serves a socket no longer. On the loop's thread only.</summary>
    public abstract void Remove(ILoopSocket socket);

    /// <summary>Looks again whether a socket has something to send.</summary>
    public abstract void Update(ILoopSocket socket);

    /// <summary>Runs an action on the loop's thread, soon; while there is none, here and now.</summary>
    public void Post(Action action)
    {
        _posted.Enqueue(action);
        if (_isRunning)
            Wake();
        if (!_isRunning)   // not yet, or not any more; perhaps since just now
            RunPosted();
    }

    /// <summary>As <see cref="Post"/>, and waits until it is done: not on the loop's own thread, and not for a handler that does not return.</summary>
    public void PostAndWait(Action action)
    {
        var done = new ManualResetEventSlim();
        Post(() =>
        {
            action();
            done.Set();
        });
        if (_thread != Thread.CurrentThread)
            done.Wait(EndLimit);
    }

    /// <summary>Ends the thread, after what was posted. The sockets stay open. A handler that does not return is left behind after a second.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            if (_isStopping)
                return;
            _isStopping = true;
        }

        Wake();
        if (_thread is not { } thread)
            Free();
        else if (thread != Thread.CurrentThread)
            thread.Join(EndLimit);
    }

    /// <summary>Starts the thread when there is something to serve.</summary>
    protected void EnsureStarted()
    {
        lock (_lock)
        {
            if (_thread is not null || _isStopping)
                return;
            _isRunning = true;
            _thread = new Thread(Run) { IsBackground = true, Name = "O2 sockets" };
            _thread.Start();
        }
    }

    /// <summary>Makes a <see cref="Serve"/> that waits return; from any thread.</summary>
    protected abstract void Wake();

    /// <summary>Serves the sockets that are ready, after a wait if that is how this loop works.</summary>
    protected abstract void Serve();

    /// <summary>Gives back what the system lent; the thread has ended, or never begun. Other members may still be called, and do nothing.</summary>
    protected virtual void Free()
    {
    }

    /// <summary>Something was thrown while this socket was served: it ends, and the loop goes on.</summary>
    protected void Fail(ILoopSocket socket, Exception error)
    {
        Failed(error);
        Guard(() => socket.Fail(error));
    }

    private void Run()
    {
        while (!_isStopping)
        {
            try
            {
                Serve();
            }
            catch (Exception e)
            {
                Failed(e);   // not of a socket: of a timer that rings here
            }

            RunPosted();
        }

        _isRunning = false;
        RunPosted();
        Free();
    }

    private void RunPosted()
    {
        while (_posted.TryDequeue(out var action))
            Guard(action);
    }

    private void Guard(Action action)
    {
        try
        {
            action();
        }
        catch (Exception e)
        {
            Failed(e);
        }
    }
}
