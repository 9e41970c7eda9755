using O2.Protocol;

namespace O2.Actors.Tests.Bridges.SharedMemory;

/// <summary>What a poll delivers, and when (spec 04, section 9).</summary>
public sealed class SharedMemoryPollSpecs : IDisposable
{
    private readonly SharedMemoryFixture _fixture = new();
    private readonly SharedMemoryClient _client;
    private readonly List<int> _heard = [];

    public SharedMemoryPollSpecs()
    {
        _client = _fixture.Connect("synth");
        _client.AddMethod("/synth/note", "i", m => _heard.Add(m.Int32(0)));
    }

    public void Dispose() => _fixture.Dispose();

    /// <summary>The reference keeps timed messages in the order in which they came; decision 8 of spec/rules.md sorts them.</summary>
    [Fact]
    public void R4_53_A_poll_delivers_timed_messages_by_time_equal_times_as_they_came_then_the_untimed_ones()
    {
        var now = _fixture.Host.Now;
        _fixture.Host.Send("/synth/note", 100);
        _fixture.Host.Send("/synth/note", now + 0.3, 3);
        _fixture.Host.Send("/synth/note", now + 0.1, 1);
        _fixture.Host.Send("/synth/note", 101);
        _fixture.Host.Send("/synth/note", now + 0.2, 20);
        _fixture.Host.Send("/synth/note", now + 0.2, 21);
        Assert.Empty(_heard);

        Assert.Equal(2, _client.Poll());
        Assert.Equal([100, 101], _heard);
        Assert.Equal(4, _client.WaitingCount);

        _fixture.Host.Send("/synth/note", 102);
        _fixture.Advance(0.25);
        Assert.Equal(4, _client.Poll());
        Assert.Equal([100, 101, 1, 20, 21, 102], _heard);

        _fixture.Advance(0.25);
        _client.Poll();
        Assert.Equal(3, _heard[^1]);
        Assert.Equal(0, _client.Poll());
    }

    [Fact]
    public void A_block_gets_what_is_due_before_its_end_and_each_message_knows_its_place_in_it()
    {
        var from = _fixture.Host.Now + 1;
        var places = new List<(double Offset, double Lateness)>();
        _client.AddMethod("/synth/click", "", m => places.Add((Math.Round((m.Time - from) * 48_000), Math.Round(m.Lateness * 48_000))));
        foreach (int frame in (int[])[63, 0, 64, 17, -5])
            _fixture.Host.Send("/synth/click", from + frame / 48_000.0);

        Assert.Equal(4, _client.Poll(from, from + 64 / 48_000.0));
        Assert.Equal([(-5, 5), (0, 0), (17, 0), (63, 0)], places);
        Assert.Equal(1, _client.Poll(from, from + 128 / 48_000.0));
        Assert.Equal((64, 0), places[^1]);
    }

    [Fact]
    public void What_handlers_cause_is_delivered_by_a_later_poll()
    {
        _client.AddMethod("/synth/echo", "i", m => _client.Send("/synth/note", m.Int32(0) + 1));
        _fixture.Host.Send("/synth/echo", 1);

        _client.Poll();
        Assert.Empty(_heard);
        _fixture.Advance(0.01);
        _client.Poll();
        Assert.Equal([2], _heard);
    }

    [Fact]
    public void What_a_handler_throws_comes_out_of_the_poll_and_the_next_one_goes_on_behind_it()
    {
        bool throws = true;
        _client.AddMethod("/synth/bad", "i", m => _heard.Add(throws ? throw new InvalidDataException() : m.Int32(0)));
        var soon = _fixture.Host.Now + 0.1;
        _fixture.Host.Send("/synth/note", soon, 1);
        _fixture.Host.Send("/synth/bad", soon, 2);
        _fixture.Host.Send("/synth/note", soon, 3);
        _fixture.Host.Send("/synth/note", 4);
        _fixture.Host.Send("/synth/bad", 5);
        _fixture.Host.Send("/synth/note", 6);
        _fixture.Advance(0.2);

        Assert.Throws<InvalidDataException>(() => _client.Poll());
        Assert.Throws<InvalidDataException>(() => _client.Poll());
        throws = false;
        Assert.Equal(1, _client.Poll());
        Assert.Equal([1, 3, 4, 6], _heard);
    }

    [Fact]
    public void A_handler_cannot_poll()
    {
        _client.AddMethod("/synth/bad", null, _ => _client.Poll());
        _fixture.Host.Send("/synth/bad");

        Assert.Throws<InvalidOperationException>(() => _client.Poll());
        _fixture.Host.Send("/synth/note", 7);
        Assert.Equal(1, _client.Poll());
    }

    [Fact]
    public void Methods_follow_the_rules_of_O2()
    {
        _client.AddMethod("/synth/a/level", "f", m => _heard.Add((int)m.Single(0)));
        _client.AddMethod("/synth/b/level", "f", m => _heard.Add(10 * (int)m.Single(0)));
        _client.AddMethod("/drum", null, m => _heard.Add(m.Types.Length));
        _client.AddService("drum");
        _fixture.Advance(0.01);

        _fixture.Host.Send("/synth/*/level", 1);
        _fixture.Host.Send("!synth/a/level", 2.0);
        _fixture.Host.Send("/drum/any/thing", 1, 2, 3);
        _client.Poll();

        Assert.Equal([1, 2, 3, 10], _heard.Order());
        Assert.Throws<ArgumentException>(() => _client.AddMethod("synth/x", "i", _ => { }));
        Assert.Throws<ArgumentException>(() => _client.AddMethod("/synth/x", "?", _ => { }));
    }

    [Fact]
    public void What_no_method_takes_is_counted()
    {
        _fixture.Host.Send("/synth/other", 1);
        _fixture.Host.Send("/synth/note", "text");

        Assert.Equal(2, _client.Poll());
        Assert.Equal((1, 1), (_client.Dropped(DropReason.NoHandler), _client.Dropped(DropReason.TypeMismatch)));
    }

    [Fact]
    public void Timed_messages_beyond_the_memory_for_them_are_dropped_and_counted()
    {
        var small = _fixture.Connect("small", new SharedMemoryOptions { TimedBytes = 3 * TimedMessageStore.PieceBytes });
        small.AddMethod("/small/note", "i", m => _heard.Add(m.Int32(0)));
        for (int i = 0; i < 5; i++)
            _fixture.Host.Send("/small/note", _fixture.Host.Now + 1 + i, i);

        small.Poll();
        Assert.Equal((3, 2), (small.WaitingCount, small.Dropped(DropReason.QueueFull)));
        _fixture.Advance(10);
        small.Poll();
        Assert.Equal([0, 1, 2], _heard);
    }

    [Fact]
    public void A_message_can_be_dispatched_without_the_process_also_by_a_handler()
    {
        var made = O2Message.Create("/synth/n*", default, true, 5);
        _client.AddMethod("/synth/two", null, _ =>
        {
            Assert.True(_client.Dispatch(made.AsView()));
            Assert.True(_client.Dispatch(made.AsView()));
        });

        Assert.True(_client.Dispatch(O2Message.Create("/synth/t?o", default, true).AsView()));
        Assert.False(_client.Dispatch(O2Message.Create("/other/note", default, true, 5).AsView()));

        Assert.Equal([5, 5], _heard);
        Assert.Equal(1, _client.Dropped(DropReason.NoHandler));
    }

    [Fact]
    public void Time_is_that_of_the_process_also_while_its_clock_is_led_to_the_reference()
    {
        using var bridge = _fixture.Peer.AddSharedMemoryBridge();
        var follower = bridge.Connect();
        for (int i = 0; i < 50; i++)
        {
            _fixture.Advance(0.013);
            Assert.Equal((_fixture.Peer.Now, _fixture.Peer.LocalNow), (follower.Now, follower.LocalNow));
            Assert.Equal(follower.Now, follower.GlobalAt(follower.LocalNow));
        }
    }
}
