using O2.Protocol;

namespace O2.Actors.Tests.Bridges;

/// <summary>The queue from which bridges take messages for their clients.</summary>
public sealed class BridgeQueueTests
{
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);

    private static O2Message Message(int number, int blobBytes = 0) =>
        O2Message.Create("/a/b", GlobalTime.Immediately, reliable: true, number, new byte[blobBytes]);

    private static int Number(O2Message message) => message.AsView().Int32(0);

    [Fact]
    public async Task Messages_come_out_in_the_order_in_which_they_were_sent()
    {
        BridgeQueue queue = new();
        for (int i = 0; i < 100; i++)
            Assert.Equal(SendStatus.Sent, queue.Send(Message(i)));
        queue.Close();

        List<int> taken = [];
        await foreach (var message in queue.TakeAllAsync())
            taken.Add(Number(message));
        Assert.Equal(Enumerable.Range(0, 100), taken);
    }

    [Fact]
    public async Task A_reader_that_waits_gets_what_is_sent_and_then_the_end()
    {
        BridgeQueue queue = new();
        Recorder<int> taken = new(2);
        var reading = Task.Run(async () =>
        {
            await foreach (var message in queue.TakeAllAsync())
                taken.Add(Number(message));
        });

        queue.Send(Message(1));
        queue.Send(Message(2));
        Assert.Equal([1, 2], await taken.All);
        queue.Close();
        queue.Close();
        await reading.WaitAsync(Limit);
    }

    [Fact]
    public void A_queue_takes_what_fits_and_when_it_is_empty_whatever_the_client_can_take()
    {
        BridgeQueue queue = new(capacityBytes: 1000, maxMessageBytes: 5000);
        Assert.Equal(SendStatus.TooLarge, queue.Send(Message(0, 5000)));
        Assert.Equal(SendStatus.Sent, queue.Send(Message(1, 4000)));
        Assert.False(queue.HasRoom);
        Assert.Equal(SendStatus.Blocked, queue.Send(Message(2)));

        Assert.True(queue.TryTake(out var first));
        Assert.Equal(1, Number(first));
        Assert.False(queue.TryTake(out _));
        Assert.True(queue.HasRoom);
        Assert.Equal(SendStatus.Sent, queue.Send(Message(3, 500)));
        Assert.Equal(SendStatus.Sent, queue.Send(Message(4, 300)));
        Assert.Equal(SendStatus.Blocked, queue.Send(Message(5, 300)));
    }

    [Fact]
    public async Task Who_waits_for_room_is_told_when_there_is_some_and_when_the_queue_closes()
    {
        BridgeQueue queue = new(capacityBytes: 1000);
        Assert.True(queue.WaitForRoomAsync(Message(0)).IsCompleted);
        queue.Send(Message(1, 900));
        var room = queue.WaitForRoomAsync(Message(2, 900));
        Assert.False(room.IsCompleted);
        queue.TryTake(out _);
        await room.WaitAsync(Limit);

        queue.Send(Message(3, 900));
        var end = queue.WaitForRoomAsync(Message(4, 900));
        queue.Close();
        await end.WaitAsync(Limit);
        Assert.Equal(SendStatus.NoService, queue.Send(Message(5)));
        Assert.False(queue.HasRoom);
        Assert.True(queue.TryTake(out _));   // what waited can still be taken out
    }

    [Fact]
    public async Task A_reader_can_be_called_off()
    {
        BridgeQueue queue = new();
        using CancellationTokenSource cancellation = new();
        await using var reader = queue.TakeAllAsync(cancellation.Token).GetAsyncEnumerator();
        var next = reader.MoveNextAsync().AsTask();
        await cancellation.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next.WaitAsync(Limit));
    }

    [Fact]
    public async Task Nothing_is_lost_between_many_senders_and_one_reader()
    {
        const int Senders = 4, Each = 5_000;
        BridgeQueue queue = new(capacityBytes: 4096);
        var sending = Enumerable.Range(0, Senders).Select(sender => Task.Run(async () =>
        {
            for (int i = 0; i < Each; i++)
            {
                var message = Message((sender * Each) + i);
                while (queue.Send(message) == SendStatus.Blocked)
                    await queue.WaitForRoomAsync(message);
            }
        })).ToArray();
        _ = Task.WhenAll(sending).ContinueWith(_ => queue.Close(), TaskScheduler.Default);

        int[] last = [.. Enumerable.Repeat(-1, Senders)];
        int count = 0;
        await foreach (var message in queue.TakeAllAsync())
        {
            int number = Number(message);
            Assert.True(number % Each > last[number / Each]);
            last[number / Each] = number % Each;
            count++;
        }

        Assert.Equal(Senders * Each, count);
    }

    [Fact]
    public void Sizes_that_are_none_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => new BridgeQueue(0));
        Assert.Throws<ArgumentOutOfRangeException>(() => new BridgeQueue(1, 0));
    }
}
