using O2.Actors.TestKit;
using O2.Protocol;

namespace O2.Actors.Tests.Ensemble;

/// <summary>Full queues: who is told, who waits, what is counted.</summary>
public sealed class SendAsyncSpecs : IDisposable
{
    private const int Megabyte = 1 << 20;
    private readonly EnsembleFixture _ensemble = new();
    private readonly O2Process _a;
    private readonly O2Process _b;
    private int _received;

    public SendAsyncSpecs()
    {
        _a = _ensemble.Start(new O2ProcessOptions { Ensemble = _ensemble.Name, MaxQueuedBytesPerProcess = 1 << 16, MaxScheduledMessages = 2 });
        _b = _ensemble.Start();
        _b.AddMethod("/sink/x", null, _ => _received++);
        _ensemble.RunUntil(() => _a.Status("sink") == ServiceStatus.RemoteNoTime);
    }

    public void Dispose() => _ensemble.Dispose();

    [Fact]
    public void R3_76_The_queue_to_a_peer_is_bounded_and_its_sender_is_told()
    {
        int sent = Fill();

        Assert.InRange(sent * 10_000, VirtualNetwork.SendBufferBytes, Megabyte);
        Assert.Equal(SendStatus.Blocked, _a.CanSend("sink"));
        Assert.Equal(0, _a.Dropped(DropReason.QueueFull));
        _ensemble.Advance(1);
        Assert.Equal(sent, _received);
        Assert.Equal(SendStatus.Sent, _a.CanSend("sink"));
    }

    [Fact]
    public void SendAsync_waits_for_room_and_then_sends()
    {
        int sent = Fill();

        var waiting = _a.SendAsync(Message(40_000)).AsTask();

        Assert.False(waiting.IsCompleted);
        Assert.Equal(SendStatus.Sent, _ensemble.Run(waiting));
        _ensemble.Advance(1);
        Assert.Equal(sent + 1, _received);
    }

    [Fact]
    public async Task SendAsync_that_is_cancelled_has_not_sent()
    {
        int sent = Fill();
        using var cancel = new CancellationTokenSource();
        var waiting = _a.SendAsync(Message(40_000), cancel.Token).AsTask();

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        _ensemble.Advance(1);
        Assert.Equal(sent, _received);
    }

    [Fact]
    public void SendAsync_ends_when_the_process_it_waits_for_goes()
    {
        Fill();
        var waiting = _a.SendAsync(Message(40_000)).AsTask();

        _ensemble.Network.ResetConnections(_ensemble.MachineOf(_a), _ensemble.MachineOf(_b));

        Assert.Contains(_ensemble.Run(waiting), new[] { SendStatus.NoService, SendStatus.Sent });
    }

    [Fact]
    public void SendAsync_does_not_allocate_when_it_need_not_wait()
    {
        _a.AddMethod("/here/x", null, _ => { });
        var message = O2Message.Create("/here/x", GlobalTime.Immediately, reliable: true);

        Allocations.AreNone(() => Assert.True(_a.SendAsync(message).IsCompletedSuccessfully));
    }

    [Fact]
    public void What_nobody_can_send_again_is_counted_when_a_queue_is_full()
    {
        Fill();
        var bundle = O2Message.CreateBundle("here", GlobalTime.Immediately, reliable: true, Message(40_000));
        _a.AddService("here");

        Assert.Equal(SendStatus.Sent, _a.TrySend(bundle));

        Assert.Equal(1, _a.Dropped(DropReason.QueueFull));
    }

    [Fact]
    public void A_full_schedule_blocks_and_SendAsync_waits_for_it()
    {
        List<int> played = [];
        _a.BecomeClockReference();
        _a.AddMethod("/drum/hit", "i", m => played.Add(m.Int32(0)));
        Assert.Equal(SendStatus.Scheduled, _a.Send("/drum/hit", _a.Now + 1, 1));
        Assert.Equal(SendStatus.Scheduled, _a.Send("/drum/hit", _a.Now + 2, 2));
        Assert.Equal(SendStatus.Blocked, _a.Send("/drum/hit", _a.Now + 3, 3));

        var waiting = _a.SendAsync(O2Message.Create("/drum/hit", _a.Now + 3, reliable: true, 4)).AsTask();
        Assert.False(waiting.IsCompleted);
        Assert.Equal(SendStatus.Scheduled, _ensemble.Run(waiting));
        _ensemble.Advance(5);

        Assert.Equal([1, 2, 4], played);
        Assert.Equal(0, _a.Dropped(DropReason.QueueFull));
    }

    [Fact]
    public void A_full_schedule_drops_what_comes_from_others()
    {
        _a.BecomeClockReference();
        _a.AddMethod("/drum/hit", null, _ => { });
        _ensemble.RunUntil(() => _b.Status("drum") == ServiceStatus.Remote);

        for (int i = 0; i < 5; i++)
            _b.SendReliable("/drum/hit", _b.Now + 10, i);
        _ensemble.Advance(1);

        Assert.Equal(3, _a.Dropped(DropReason.QueueFull));
    }

    [Fact]
    public void A_time_too_far_ahead_is_refused_and_not_waited_for()
    {
        _a.BecomeClockReference();
        _a.AddMethod("/drum/hit", null, _ => { });
        var message = O2Message.Create("/drum/hit", _a.Now + TimeSpan.FromDays(2).TotalSeconds, reliable: true);

        Assert.Equal(SendStatus.TooFarAhead, _a.TrySend(message));
        Assert.Equal(SendStatus.TooFarAhead, _ensemble.Run(_a.SendAsync(message).AsTask()));
        Assert.Equal(SendStatus.TooFarAhead, _a.Send("/drum/hit", new GlobalTime(double.PositiveInfinity)));
        Assert.Equal(3, _a.Dropped(DropReason.TooFarAhead));
    }

    private static O2Message Message(int bytes) => O2Message.Create("/sink/x", GlobalTime.Immediately, reliable: true, new byte[bytes]);

    /// <summary>Sends until there is no more room for 10 kB; time stands still.</summary>
    private int Fill()
    {
        var message = Message(10_000);
        int sent = 0;
        while (_a.TrySend(message) == SendStatus.Sent)
            sent++;
        while (_a.TrySend(Message(1_000)) == SendStatus.Sent)
            sent++;
        while (_a.TrySend(Message(0)) == SendStatus.Sent)
            sent++;
        return sent;
    }
}
