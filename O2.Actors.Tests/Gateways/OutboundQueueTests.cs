using System.Net;
using O2.Protocol;

namespace O2.Actors.Tests.Gateways;

public sealed class OutboundQueueTests
{
    private const int Capacity = 1 << 16;
    private readonly Connection _connection = new();
    private readonly OutboundQueue _queue;

    public OutboundQueueTests() => _queue = new OutboundQueue(_connection, Capacity, ThreadPoolBackground.Instance);

    [Fact]
    public void A_message_for_an_idle_connection_is_sent_by_the_call_itself()
    {
        Assert.Equal(SendStatus.Sent, _queue.Add(Message(10)));

        Assert.Equal([MessageEncoder.GetTcpSize(Message(10))], _connection.Batches);
    }

    [Fact]
    public void What_is_added_while_a_send_is_under_way_leaves_in_one_batch()
    {
        _connection.IsBlocked = true;
        _queue.Add(Message(10));
        _queue.Add(Message(100));
        _queue.Add(Message(200));

        _connection.IsBlocked = false;
        _queue.OnSent();

        Assert.Equal([Size(10), Size(100) + Size(200)], _connection.Batches);
    }

    [Fact]
    public async Task A_wait_for_room_ends_only_when_the_very_message_fits()
    {
        _connection.IsBlocked = true;
        _queue.Add(Message(10));
        _queue.Add(Message(20_000));
        Assert.Equal(SendStatus.Sent, _queue.CanSend);
        Assert.Equal(SendStatus.Blocked, _queue.Add(Message(60_000)));
        Assert.True(_queue.WaitForRoomAsync(Message(10)).IsCompleted);

        var wait = _queue.WaitForRoomAsync(Message(60_000));
        Assert.False(wait.IsCompleted);
        _queue.OnSent();
        await wait.WaitAsync(TimeSpan.FromSeconds(20));

        Assert.Equal(SendStatus.Sent, _queue.Add(Message(60_000)));
    }

    [Fact]
    public void An_empty_queue_takes_the_longest_message_whatever_its_bound()
    {
        _connection.IsBlocked = true;
        _queue.Add(Message(10));

        Assert.Equal(SendStatus.Sent, _queue.Add(Message(65_500)));
        Assert.Equal(SendStatus.Blocked, _queue.Add(Message(0)));
        Assert.Equal(SendStatus.TooLarge, _queue.Add(Message(65_536)));
    }

    [Fact]
    public async Task A_closed_queue_refuses_and_frees_who_waits()
    {
        _connection.IsBlocked = true;
        _queue.Add(Message(10));
        _queue.Add(Message(60_000));
        var wait = _queue.WaitForRoomAsync(Message(60_000));
        var drain = _queue.DrainAsync();

        _queue.Close();

        await Task.WhenAll(wait, drain).WaitAsync(TimeSpan.FromSeconds(20));
        Assert.Equal(SendStatus.NoService, _queue.Add(Message(10)));
        Assert.Equal(SendStatus.NoService, _queue.CanSend);
    }

    [Fact]
    public async Task A_sender_does_not_go_on_sending_for_others_for_ever()
    {
        // Each batch that leaves brings the next message, as busy other threads would.
        int left = 1_000;
        var all = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        int batchesOfSender = 0;
        int sender = Environment.CurrentManagedThreadId;
        bool isInAdd = true;
        _connection.Sending = () =>
        {
            if (isInAdd && Environment.CurrentManagedThreadId == sender)
                batchesOfSender++;
            if (--left > 0)
                _queue.Add(Message(1));
            else
                all.SetResult();
        };

        _queue.Add(Message(1));
        isInAdd = false;

        await all.Task.WaitAsync(TimeSpan.FromSeconds(20));
        Assert.InRange(batchesOfSender, 1, 4);
    }

    [Fact]
    public void Adding_to_a_warm_queue_allocates_nothing()
    {
        var message = Message(100);
        _connection.Forgets = true;

        Allocations.AreNone(() => _queue.Add(message));
    }

    private static int Size(int bytes) => MessageEncoder.GetTcpSize(Message(bytes));

    private static O2Message Message(int bytes) => O2Message.Create("/sink/x", GlobalTime.Immediately, reliable: true, new byte[bytes]);

    private sealed class Connection : IStreamConnection
    {
        public List<int> Batches { get; } = [];

        public bool IsBlocked { get; set; }

        public bool Forgets { get; set; }

        public Action? Sending { get; set; }

        public IPEndPoint RemoteEndPoint { get; } = new(IPAddress.Loopback, 1);

        public void Start(IStreamHandler handler)
        {
        }

        public void Resume()
        {
        }

        public bool Send(ReadOnlyMemory<byte> bytes)
        {
            if (!Forgets)
                Batches.Add(bytes.Length);
            Sending?.Invoke();
            return !IsBlocked;
        }

        public void Shutdown()
        {
        }

        public void Dispose()
        {
        }
    }
}
