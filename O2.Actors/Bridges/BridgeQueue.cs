using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using O2.Protocol;

namespace O2.Actors;

/// <summary>A link that keeps messages until the bridge takes them out and writes them to its client: a bounded queue.</summary>
/// <remarks>Thread-safe. Best-effort messages and reliable ones share the queue and keep their order.</remarks>
public sealed class BridgeQueue : IBridgeLink
{
    private const int UsualBytes = 4096;
    private readonly Lock _lock = new();
    private readonly Queue<O2Message> _messages = new();
    private readonly int _capacityBytes;
    private readonly int _maxMessageBytes;
    private readonly Signal _room = new(ThreadPoolBackground.Instance);
    private readonly Signal _changed = new(ThreadPoolBackground.Instance);
    private int _bytes;
    private bool _isClosed;

    /// <summary>Makes an empty queue.</summary>
    /// <param name="capacityBytes">How many bytes of messages may wait, counted by <see cref="O2Message.WireLength"/>. An empty queue takes a message of any allowed length.</param>
    /// <param name="maxMessageBytes">The longest message that the client can take, counted likewise; longer ones are <see cref="SendStatus.TooLarge"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is not above 0.</exception>
    public BridgeQueue(int capacityBytes = 1 << 18, int maxMessageBytes = ProtocolLimits.MaxTcpFrameBytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(capacityBytes);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maxMessageBytes);
        _capacityBytes = capacityBytes;
        _maxMessageBytes = maxMessageBytes;
    }

    /// <inheritdoc/>
    public bool HasRoom
    {
        get
        {
            lock (_lock)
                return !_isClosed && HasRoomFor(UsualBytes);
        }
    }

    /// <inheritdoc/>
    public SendStatus Send(O2Message message)
    {
        ArgumentNullException.ThrowIfNull(message);
        int size = message.WireLength;
        if (size > _maxMessageBytes)
            return SendStatus.TooLarge;
        lock (_lock)
        {
            if (_isClosed)
                return SendStatus.NoService;
            if (!HasRoomFor(size))
                return SendStatus.Blocked;
            _messages.Enqueue(message);
            _bytes += size;
        }

        _changed.Raise();
        return SendStatus.Sent;
    }

    /// <inheritdoc/>
    public Task WaitForRoomAsync(O2Message message)
    {
        ArgumentNullException.ThrowIfNull(message);
        lock (_lock)
            return _isClosed || HasRoomFor(message.WireLength) ? Task.CompletedTask : _room.Next();
    }

    /// <summary>Closes the queue: what waits can still be taken out, then readers are told the end.</summary>
    public void Close()
    {
        lock (_lock)
            _isClosed = true;
        _changed.Raise();
        _room.Raise();
    }

    /// <summary>Takes the oldest message out if there is one.</summary>
    /// <param name="message">The message.</param>
    /// <returns>False when none waits.</returns>
    public bool TryTake([NotNullWhen(true)] out O2Message? message)
    {
        lock (_lock)
        {
            if (!_messages.TryDequeue(out message))
                return false;
            _bytes -= message.WireLength;
        }

        _room.Raise();
        return true;
    }

    /// <summary>Takes messages out as they come, for one reader.</summary>
    /// <param name="cancellation">Ends the enumeration.</param>
    /// <returns>The messages, until the queue is closed and empty.</returns>
    public async IAsyncEnumerable<O2Message> TakeAllAsync([EnumeratorCancellation] CancellationToken cancellation = default)
    {
        while (WaitForMessage() is { } ready)
        {
            await ready.WaitAsync(cancellation).ConfigureAwait(false);
            while (TryTake(out var message))
                yield return message;
        }
    }

    /// <summary>Completes when a message waits; null when none will come any more.</summary>
    private Task? WaitForMessage()
    {
        lock (_lock)
        {
            if (_messages.Count > 0)
                return Task.CompletedTask;
            return _isClosed ? null : _changed.Next();
        }
    }

    /// <summary>An empty queue takes a message of any size.</summary>
    private bool HasRoomFor(int size) => _bytes == 0 || _bytes + size <= _capacityBytes;
}
