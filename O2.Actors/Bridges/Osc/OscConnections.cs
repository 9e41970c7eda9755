namespace O2.Actors;

/// <summary>The TCP connections of an OSC port. When there are as many as there may be, a new one takes the place of another one.</summary>
/// <remarks>
/// It takes that of the oldest one that never sent a packet; when all have, of the one that has been silent longest. Silence alone ends no connection: a bank of faders may rest
/// for an hour, and a process that delegates a service to us connects long before it sends. Thread-safe.
/// </remarks>
/// <param name="limit">How many there may be.</param>
internal sealed class OscConnections(int limit)
{
    private readonly Lock _lock = new();
    private readonly List<OscConnection> _open = [];   // the oldest first

    public int Count
    {
        get
        {
            lock (_lock)
                return _open.Count;
        }
    }

    /// <summary>Takes up a connection.</summary>
    /// <returns>The one whose place it takes, and which is to be closed; null when there was room.</returns>
    public OscConnection? Add(OscConnection connection)
    {
        lock (_lock)
        {
            var silent = _open.Count < limit ? null : _open.MinBy(other => other.LastPacket);   // the first of equals
            if (silent is not null)
                _open.Remove(silent);
            _open.Add(connection);
            return silent;
        }
    }

    /// <summary>A connection has ended.</summary>
    public void Remove(OscConnection connection)
    {
        lock (_lock)
            _open.Remove(connection);
    }
}
