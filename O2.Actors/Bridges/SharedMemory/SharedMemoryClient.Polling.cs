using O2.Protocol;

namespace O2.Actors;

/// <content>Receiving: what has come is delivered when the thread asks for it.</content>
public sealed partial class SharedMemoryClient
{
    private readonly Dictionary<string, MethodTable> _services = [];
    private readonly List<MethodEntry<O2Handler>> _matches = [];   // of one address with a pattern
    private readonly TimedMessageStore _timed;
    private int _methodCount;
    private long _sorted;   // in the ring, up to here, messages with a time have been put into _timed
    private bool _isPolling;
    private bool _isDispatching;

    /// <summary>How many messages wait here for their time.</summary>
    public int WaitingCount => _timed.Count;

    /// <summary>Adds a method for messages to a service of this client; an equal path replaces the earlier one. Offers nothing: see <see cref="AddService"/>.</summary>
    /// <param name="path">The whole address, for example <c>/synth/noteon</c>; <c>/synth</c> alone takes every message to the service.</param>
    /// <param name="types">The types that the handler wants; arguments are converted to them as O2's coercion table allows. Null takes any.</param>
    /// <param name="handler">Called by the thread that polls. What it throws comes out of the poll.</param>
    /// <exception cref="ArgumentException">The path or the types are malformed.</exception>
    /// <remarks>Allocates: yes.</remarks>
    public void AddMethod(string path, string? types, O2Handler handler)
    {
        var address = MethodPath.Parse(path);
        if (!_services.TryGetValue(address.Service, out var methods))
            _services.Add(address.Service, methods = new MethodTable());
        methods.Add(address.Path, types, handler);
        _matches.EnsureCapacity(++_methodCount);
    }

    /// <summary>Delivers what is due now: see <see cref="Poll(GlobalTime, GlobalTime)"/>.</summary>
    /// <returns>How many messages were delivered.</returns>
    public int Poll()
    {
        var now = Now;
        return Poll(now, now);
    }

    /// <summary>
    /// Delivers the messages whose time is before the end of a block: first those with a time, in order of it, equal times in order of arrival; then
    /// those without, in order of arrival. Handlers are called before this returns.
    /// </summary>
    /// <param name="from">
    /// The beginning of the block. A handler finds its place in it by <c>(message.Time - from) * sampleRate</c>; by as much as a message is older,
    /// <see cref="O2MessageView.Lateness"/> tells.
    /// </param>
    /// <param name="until">The end of the block; a message with just this time belongs to the next one. While the ensemble's time is unknown, any.</param>
    /// <returns>How many messages were delivered, or dropped because no method takes them.</returns>
    /// <exception cref="InvalidOperationException">A handler polls.</exception>
    /// <remarks>
    /// What comes while this runs is left to the next poll, so that it ends. If a handler throws, its message counts as delivered, and the next poll goes on
    /// with the one after it. Allocates: no.
    /// </remarks>
    public int Poll(GlobalTime from, GlobalTime until)
    {
        if (_isPolling)
            throw new InvalidOperationException("A handler cannot poll: it is called by a poll.");
        _isPolling = true;
        try
        {
            Sort();
            return DeliverTimed(from, until) + DeliverUntimed();
        }
        finally
        {
            _isPolling = false;
        }
    }

    /// <summary>Calls the methods that a message is for, here and now, without the process: taps, time and other providers do not count.</summary>
    /// <param name="message">The message.</param>
    /// <returns>False when no method takes it; it is counted then.</returns>
    public bool Dispatch(O2MessageView message)
    {
        var result = DispatchResult.NoHandler;
        if (_services.TryGetValue(message.Address.Service, out var methods))
        {
            bool isOutermost = !_isDispatching;
            _isDispatching = true;
            try
            {
                result = methods.Dispatch(message, isOutermost ? _matches : null);
            }
            finally
            {
                _isDispatching = !isOutermost;
            }
        }

        if (result != DispatchResult.Handled)
            _counters.CountDrop(result == DispatchResult.TypeMismatch ? DropReason.TypeMismatch : DropReason.NoHandler);
        return result == DispatchResult.Handled;
    }

    /// <summary>Puts new messages with a time among those that wait; the others stay in the ring.</summary>
    private void Sort()
    {
        var ring = _link.ToThread;
        for (long end = ring.End; _sorted < end;)
        {
            var message = ring.Read(ref _sorted);
            if (!message.Time.IsImmediate && !_timed.TryAdd(message))
                _counters.CountDrop(DropReason.QueueFull);
        }
    }

    private int DeliverTimed(GlobalTime from, GlobalTime until)
    {
        int count = 0;
        for (; _timed.TryTake(until, from, out var message); count++)
            Dispatch(message);
        return count;
    }

    private int DeliverUntimed()
    {
        var ring = _link.ToThread;
        int count = 0;
        for (long at = ring.Start; at < _sorted;)
        {
            var message = ring.Read(ref at);
            try
            {
                if (message.Time.IsImmediate)
                {
                    Dispatch(message);
                    count++;
                }
            }
            finally
            {
                ring.Release(at);
            }
        }

        return count;
    }
}
