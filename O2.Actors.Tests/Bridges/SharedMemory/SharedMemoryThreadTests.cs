using O2.Protocol;

namespace O2.Actors.Tests.Bridges.SharedMemory;

/// <summary>With a real process and a real thread, which never waits.</summary>
public sealed class SharedMemoryThreadTests
{
    private const int Senders = 3;
    private const int PerSender = 10_000;

    /// <summary>Real-time mode with an interval of 0: the thread that asks the sockets asks the rings in each of its rounds.</summary>
    [Theory]
    [InlineData(false, 1)]
    [InlineData(true, 0)]
    public async Task Nothing_is_lost_or_overtaken_between_many_senders_the_thread_and_the_process(bool isRealTime, int intervalMilliseconds)
    {
        await using var o2 = await O2Process.StartAsync(Ensembles.Options("threads") with { RealTime = isRealTime });
        var returned = new List<(int Sender, int Number)>();
        var all = new TaskCompletionSource();
        o2.AddMethod("/host/return", "ii", m =>
        {
            returned.Add((m.Int32(0), m.Int32(1)));
            if (returned.Count == Senders * PerSender)
                all.SetResult();
        });
        using var bridge = o2.AddSharedMemoryBridge(TimeSpan.FromMilliseconds(intervalMilliseconds));
        var client = bridge.Connect(new SharedMemoryOptions { RingBytes = 1 << 14 });
        client.AddMethod("/thread/pass", "ii", m => SendUntilTaken(client, m.Int32(0), m.Int32(1)));
        client.AddService("thread");
        await o2.Until(() => o2.Status("thread") >= 0);
        var thread = new Thread(() => PollUntilCutOff(client)) { IsBackground = true };
        thread.Start();

        await Task.WhenAll(Enumerable.Range(0, Senders).Select(sender => Task.Run(() => SendAllAsync(o2, sender))));
        await all.Task.WaitAsync(TimeSpan.FromSeconds(60));

        Assert.All(Enumerable.Range(0, Senders), sender =>
            Assert.Equal(Enumerable.Range(0, PerSender), returned.Where(message => message.Sender == sender).Select(message => message.Number)));
        Assert.Equal(0, o2.Dropped(DropReason.QueueFull));
        await o2.DisposeAsync();
        Assert.True(thread.Join(TimeSpan.FromSeconds(30)));
    }

    private static async Task SendAllAsync(O2Process o2, int sender)
    {
        for (int i = 0; i < PerSender; i++)
            Assert.Equal(SendStatus.Sent, await o2.SendAsync(O2Message.Create("/thread/pass", default, true, sender, i)));
    }

    /// <summary>Only this test may wait in a handler: what it checks is that nothing is lost.</summary>
    private static void SendUntilTaken(SharedMemoryClient client, int sender, int number)
    {
        while (client.SendReliable("/host/return", sender, number) == SendStatus.Blocked)
            Thread.Yield();
    }

    private static void PollUntilCutOff(SharedMemoryClient client)
    {
        while (client.IsConnected)
        {
            if (client.Poll() == 0)
                Thread.Yield();
        }
    }
}
