using O2.Protocol;

namespace O2.Actors;

/// <summary>Delivers what an actor got from a connection, in order, and none of it before the gateway has applied what was said before it.</summary>
/// <remarks>A handler may answer to a service that was announced just before the question. Used by one actor only.</remarks>
internal sealed class PeerInbox(ProcessCore core)
{
    private readonly Queue<(O2Message Message, bool IsDone)> _held = new();
    private IMessageFeed? _feed;
    private int _unapplied;

    /// <summary>Where they come from.</summary>
    public void Open(IMessageFeed feed) => _feed = feed;

    /// <summary>The gateway was told of something that what comes behind it has to wait for.</summary>
    public void Hold() => _unapplied++;

    /// <summary>The gateway has applied it.</summary>
    public void OnApplied()
    {
        if (--_unapplied == 0)
            Flush();
    }

    /// <summary>Takes a message.</summary>
    /// <param name="message">The message.</param>
    /// <param name="isDone">Whether nothing is left to be done with it; it keeps its place all the same.</param>
    public void Take(O2Message message, bool isDone)
    {
        if (_unapplied > 0)
            _held.Enqueue((message, isDone));
        else
            Finish(message, isDone);
    }

    /// <summary>Delivers what is held, whatever the gateway does: the connection has ended.</summary>
    public void Flush()
    {
        while (_held.TryDequeue(out var held))
            Finish(held.Message, held.IsDone);
    }

    /// <summary>Drops what is held, and counts it: we have failed.</summary>
    public void Drop()
    {
        while (_held.TryDequeue(out var held))
        {
            if (!held.IsDone)
                core.Drop(DropReason.ConnectionLost, held.Message, MessageSource.Lost);
        }
    }

    /// <summary>Only when this has been said of every message, the connection takes the direct way again, and reads on if it was paused.</summary>
    private void Finish(O2Message message, bool isDone)
    {
        if (!isDone && _feed!.Source is { } source && !core.SystemEndpoint.TryHandle(message, source))
            core.Router.Route(message, source);
        _feed!.Handled(message);
    }
}
