using O2.Protocol;

namespace O2.Actors.Tests.Bridges;

/// <summary>A link that keeps what a client would get; it can be full, and it can fail.</summary>
internal sealed class LinkRecorder : IBridgeLink
{
    private readonly List<O2Message> _messages = [];
    private TaskCompletionSource _room = new();

    public IReadOnlyList<O2Message> Messages
    {
        get
        {
            lock (_messages)
                return [.. _messages];
        }
    }

    /// <summary>The messages as text, without times.</summary>
    public IReadOnlyList<string> Texts => [.. Messages.Select(m => $"{m.Address} {m}")];

    /// <summary>How many messages more are taken; then the link is full.</summary>
    public int Room { get; set; } = int.MaxValue;

    /// <summary>What a sender is told when the link is full.</summary>
    public SendStatus Refusal { get; init; } = SendStatus.Blocked;

    public Exception? Failure { get; set; }

    /// <summary>What waiting for room fails with.</summary>
    public Exception? FailureToWait { get; init; }

    public bool IsClosed { get; private set; }

    public bool HasRoom => Room > 0;

    public SendStatus Send(O2Message message)
    {
        if (Failure is { } failure)
            throw failure;
        if (Room == 0)
            return Refusal;
        Room--;
        lock (_messages)
            _messages.Add(message);
        return SendStatus.Sent;
    }

    public Task WaitForRoomAsync(O2Message message) =>
        FailureToWait is { } failure ? Task.FromException(failure) : HasRoom ? Task.CompletedTask : _room.Task;

    public void Close() => IsClosed = true;

    public void MakeRoom(int messages)
    {
        Room = messages;
        var waiting = _room;
        _room = new TaskCompletionSource();
        waiting.SetResult();
    }
}
