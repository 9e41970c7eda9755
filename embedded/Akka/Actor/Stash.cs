namespace Akka.Actor;

/// <summary>The messages that an actor has put aside.</summary>
internal sealed class Stash(ActorCell cell) : IStash
{
    private readonly List<Envelope> _envelopes = [];
    private long _lastStashed = -1;

    /// <inheritdoc />
    public int Count => _envelopes.Count;

    /// <inheritdoc />
    public bool IsEmpty => _envelopes.Count == 0;

    /// <inheritdoc />
    public bool NonEmpty => _envelopes.Count > 0;

    /// <inheritdoc />
    void IStash.Stash()
    {
        var message = cell.CurrentMessage ?? throw new IllegalActorStateException("There is no message to stash.");
        if (_lastStashed == cell.CurrentEnvelopeId)
            throw new IllegalActorStateException($"Can't stash the same message {message} more than once");
        _lastStashed = cell.CurrentEnvelopeId;
        _envelopes.Add(new Envelope(message, cell.OriginalSender));
    }

    /// <inheritdoc />
    public void Unstash()
    {
        if (_envelopes.Count == 0)
            return;
        var first = _envelopes[0];
        _envelopes.RemoveAt(0);
        cell.Return([first]);
    }

    /// <inheritdoc />
    public void UnstashAll()
    {
        cell.Return(_envelopes);
        _envelopes.Clear();
    }

    /// <inheritdoc />
    public void UnstashAll(Func<Envelope, bool> predicate)
    {
        cell.Return(_envelopes.FindAll(envelope => predicate(envelope)));
        _envelopes.Clear();
    }

    /// <inheritdoc />
    public IEnumerable<Envelope> ClearStash()
    {
        var cleared = _envelopes.ToArray();
        _envelopes.Clear();
        return cleared;
    }

    /// <inheritdoc />
    public void Prepend(IEnumerable<Envelope> envelopes) => _envelopes.InsertRange(0, envelopes);
}
