using O2.Actors.TestKit;
using O2.Protocol;
using O2.Protocol.Lite;

namespace O2.Actors.Tests.Bridges;

/// <summary>What a link may answer, and what becomes of a client whose link fails (<c>docs/bridges.md</c>).</summary>
public sealed class BridgeLinkSpecs : IDisposable
{
    private readonly EnsembleFixture _ensemble = new();
    private readonly O2Process _host;
    private readonly Bridge _bridge;
    private readonly LinkRecorder _link = new();
    private readonly BridgeClient _client;

    public BridgeLinkSpecs()
    {
        _host = _ensemble.Start();
        _bridge = _host.AddBridge("test");
        _client = _bridge.Connect(_link);
    }

    public void Dispose() => _ensemble.Dispose();

    private static O2Message Message(string address, params ReadOnlySpan<O2Value> args) => O2Message.Create(address, GlobalTime.Immediately, reliable: true, args);

    [Fact]
    public void Who_waits_for_the_room_of_a_client_whose_connection_pauses_by_itself_does_not_end_that_pause()
    {
        int resumed = 0;
        InboundBudget budget = new(() => resumed++);
        var client = _bridge.Connect(new LinkRecorder(), budget);
        var waiting = Message("/slow/x", new byte[InboundBudget.LimitBytes]);
        budget.Take(waiting);

        Assert.False(client.HasRoom);
        Assert.True(client.WaitForRoomAsync().IsCompleted);
        budget.Release(waiting);

        Assert.Equal(0, resumed);   // it did not pause
    }

    [Fact]
    public void A_full_link_blocks_the_sender_who_can_wait_for_room()
    {
        _client.OfferService("lamp");
        _link.Room = 1;

        Assert.Equal(SendStatus.Sent, _host.TrySend(Message("/lamp/on")));
        Assert.Equal(SendStatus.Blocked, _host.CanSend("lamp"));
        Assert.Equal(SendStatus.Blocked, _host.TrySend(Message("/lamp/on")));
        Assert.Equal(SendStatus.Sent, _host.Send("/lamp/on"));   // best effort: lost, and counted
        Assert.Equal(1, _host.Dropped(DropReason.QueueFull));

        var sending = _host.SendAsync(Message("/lamp/late")).AsTask();
        _link.MakeRoom(1);
        Assert.Equal(SendStatus.Sent, _ensemble.Run(sending));
        Assert.Equal("/lamp/late", _link.Messages[^1].Address.Text);
    }

    [Fact]
    public void A_link_that_throws_ends_its_client_and_no_other()
    {
        LinkRecorder link = new();
        var second = _bridge.Connect(link);
        using EventList events = new(_host);
        _client.OfferService("lamp");
        second.OfferService("fan");
        _link.Failure = new IOException("unplugged");

        Assert.Equal(SendStatus.NoService, _host.SendReliable("/lamp/on"));
        _ensemble.Advance(0);

        Assert.True(_client.HasEnded);
        Assert.True(_link.IsClosed);
        Assert.Equal(ServiceStatus.Unknown, _host.Status("lamp"));
        Assert.Contains("unplugged", Assert.Single(events.Of<BridgeClientLeft>()).Reason);
        Assert.Equal(SendStatus.Sent, _host.SendReliable("/fan/on"));
        Assert.Same(second, Assert.Single(_bridge.Clients));
    }

    [Fact]
    public void A_client_for_whom_waiting_fails_is_given_up()
    {
        var link = new LinkRecorder { Room = 0, FailureToWait = new IOException("unplugged") };
        var client = _host.AddBridge("lines", new BridgeOptions { Dialect = LiteVariant.Sockets }).Connect(link);

        client.Receive(Message("!_o2/o2lite/ls"));   // the list waits for room
        _ensemble.Advance(0);

        Assert.True(client.HasEnded);
        Assert.True(link.IsClosed);
    }

    [Theory]
    [InlineData(SendStatus.NoService, DropReason.UnknownService)]
    [InlineData(SendStatus.NoClock, DropReason.NoClock)]
    [InlineData(SendStatus.TooLarge, DropReason.TooLarge)]
    [InlineData(SendStatus.TooFarAhead, DropReason.TooFarAhead)]
    [InlineData(SendStatus.NotTranslatable, DropReason.NotTranslatable)]
    public void What_a_link_refuses_is_dropped_for_that_reason_be_it_a_message_or_an_answer(SendStatus refusal, DropReason reason)
    {
        var link = new LinkRecorder { Room = 0, Refusal = refusal };
        var client = _host.AddBridge("lines", new BridgeOptions { Dialect = LiteVariant.Sockets }).Connect(link);
        client.OfferService("line");

        Assert.Equal(refusal, _host.SendReliable("/line/x"));
        Assert.Equal(refusal, client.Receive(Message("!_o2/o2lite/st", "line")));

        Assert.Equal(2, _host.Dropped(reason));
    }
}
