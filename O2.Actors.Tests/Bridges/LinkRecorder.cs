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

    public Exception? Failure { get; set; }

    public bool IsClosed { get; private set; }

    public bool HasRoom => Room > 0;

    public SendStatus Send(O2Message message)
    {
        if (Failure is { } failure)
            throw failure;
        if (Room == 0)
            return SendStatus.Blocked;
        Room--;
        lock (_messages)
            _messages.Add(message);
        return SendStatus.Sent;
    }

    public Task WaitForRoomAsync(O2Message message) => HasRoom ? Task.CompletedTask : _room.Task;

    public void Close() => IsClosed = true;

    public void MakeRoom(int messages)
    {
        Room = messages;
        var waiting = _room;
        _room = new TaskCompletionSource();
        waiting.SetResult();
    }
}
