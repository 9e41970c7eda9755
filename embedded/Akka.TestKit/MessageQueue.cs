using System.Collections.Concurrent;

namespace Akka.TestKit;

/// <summary>What a test actor has received and the test has not looked at yet.</summary>
/// <remarks>Any thread adds. The test takes, either blocking its thread or not.</remarks>
internal sealed class MessageQueue
{
    private readonly ConcurrentQueue<MessageEnvelope> _messages = new();
    private readonly SemaphoreSlim _count = new(0);

    /// <summary>True when nothing waits.</summary>
    public bool IsEmpty => _messages.IsEmpty;

    /// <summary>Adds a message.</summary>
    public void Add(MessageEnvelope message)
    {
        _messages.Enqueue(message);
        _count.Release();
    }

    /// <summary>Takes the next message, or null when none comes in time.</summary>
    /// <param name="timeout">How long to wait; negative is for ever.</param>
    /// <param name="blocking">Whether to wait on this thread, so that the result is there on return.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async ValueTask<MessageEnvelope?> Take(TimeSpan timeout, bool blocking, CancellationToken cancellationToken)
    {
        var wait = timeout < TimeSpan.Zero ? Timeout.InfiniteTimeSpan : timeout;
        var any = blocking
            ? _count.Wait(wait, cancellationToken)
            : await _count.WaitAsync(wait, cancellationToken).ConfigureAwait(false);
        return any && _messages.TryDequeue(out var message) ? message : null;
    }
}
