using O2.Actors.TestKit;
using O2.Protocol;

namespace O2.Actors.Tests.Services;

public sealed class InlineDeliveryTests : IDisposable
{
    private readonly EnsembleFixture _ensemble = new();
    private readonly O2Process _o2;
    private readonly List<string> _log = [];

    public InlineDeliveryTests() => _o2 = _ensemble.Start();

    public void Dispose() => _ensemble.Dispose();

    [Fact]
    public void A_send_from_outside_a_handler_is_delivered_before_it_returns()
    {
        _o2.AddMethod("/drum/hit", "i", m => _log.Add($"hit {m.Int32(0)}"));

        Assert.Equal(SendStatus.Sent, _o2.Send("/drum/hit", 1));

        Assert.Equal(["hit 1"], _log);
    }

    [Fact]
    public void A_send_from_a_handler_is_delivered_after_the_handler_in_the_order_of_sending()
    {
        _o2.AddMethod("/a/x", null, _ =>
        {
            _log.Add("a begins");
            Assert.Equal(SendStatus.Sent, _o2.Send("/b/x", 1));
            Assert.Equal(SendStatus.Sent, _o2.SendReliable("/b/x", 2));
            _log.Add("a ends");
        });
        _o2.AddMethod("/b/x", "i", m =>
        {
            _log.Add($"b {m.Int32(0)}");
            if (m.Int32(0) == 1)
                _o2.Send("/b/x", 3);
        });

        _o2.Send("/a/x");

        Assert.Equal(["a begins", "a ends", "b 1", "b 2", "b 3"], _log);
    }

    [Fact]
    public void R1_35_A_message_with_a_time_that_has_passed_is_queued_too_when_a_handler_sends_it()
    {
        _o2.BecomeClockReference();
        _ensemble.Advance(1);
        _o2.AddMethod("/a/x", null, _ =>
        {
            _o2.Send("/b/x", _o2.Now - 0.5, 1);
            _log.Add("a ends");
        });
        _o2.AddMethod("/b/x", null, _ => _log.Add("b"));

        _o2.Send("/a/x");

        Assert.Equal(["a ends", "b"], _log);
    }

    [Fact]
    public void R1_35_So_it_is_in_a_handler_of_a_timed_message()
    {
        _o2.BecomeClockReference();
        _o2.AddMethod("/a/x", null, m =>
        {
            _o2.Send("/b/x", m.Time - 0.5, 1);
            _log.Add("a ends");
        });
        _o2.AddMethod("/b/x", null, _ => _log.Add("b"));

        _o2.Send("/a/x", _o2.Now + 1);
        _ensemble.Advance(2);

        Assert.Equal(["a ends", "b"], _log);
    }

    [Fact]
    public void D1_34_A_handler_that_always_sends_to_itself_does_not_hold_its_sender_nor_keep_others_from_being_served()
    {
        int calls = 0;
        bool isToEnd = false;
        _o2.AddMethod("/loop/again", null, _ =>
        {
            calls++;
            if (!isToEnd)
                _o2.Send("/loop/again");
        });
        _o2.AddMethod("/other/hit", null, _ => _log.Add("hit"));

        Assert.Equal(SendStatus.Sent, _o2.Send("/loop/again"));
        _o2.Send("/other/hit");

        Assert.Equal(["hit"], _log);
        int atFirst = calls;
        isToEnd = true;
        _ensemble.Advance(0);
        Assert.Equal(atFirst + 1, calls);
    }

    [Fact]
    public void What_an_inline_handler_throws_is_reported_and_harms_neither_sender_nor_service()
    {
        using var events = new EventList(_o2);
        _o2.AddMethod("/a/x", "i", m =>
        {
            if (m.Int32(0) == 1)
                throw new InvalidOperationException("a string broke");
            _log.Add("played");
        });

        Assert.Equal(SendStatus.Sent, _o2.Send("/a/x", 1));
        Assert.Equal(SendStatus.Sent, _o2.TrySend(O2Message.Create("/a/x", GlobalTime.Immediately, true, 1)));
        Assert.Equal(SendStatus.Sent, _o2.Send("/a/x", 2));

        Assert.Equal(["played"], _log);
        _ensemble.Advance(0);
        var failures = events.Of<ServiceFailure>();
        Assert.Equal(2, failures.Count);
        Assert.All(failures, failure => Assert.Equal(("a", "a string broke", "/a/x i 1"), (failure.Service, failure.Exception.Message, failure.Message!.ToString())));
    }

    [Fact]
    public void After_a_handler_that_threw_sends_are_delivered_at_once_again()
    {
        _o2.AddMethod("/a/x", null, _ =>
        {
            _o2.Send("/b/x");
            throw new InvalidOperationException();
        });
        _o2.AddMethod("/b/x", null, _ => _log.Add("b"));

        _o2.Send("/a/x");
        Assert.Equal(["b"], _log);
        _o2.Send("/b/x");
        Assert.Equal(["b", "b"], _log);
    }

    [Fact]
    public void A_send_to_an_inline_method_allocates_nothing()
    {
        float level = 0;
        string address = "/meter/level";
        _o2.AddMethod(address, "f", m => level = m.Single(0));

        Allocations.AreNone(() => _o2.Send(address, 0.5));
        Allocations.AreNone(() => _o2.SendReliable(address, 0.25f));

        Assert.Equal(0.25f, level);
    }

    [Fact]
    public void A_message_that_was_made_before_is_delivered_without_allocating()
    {
        int sum = 0;
        _o2.AddMethod("/meter/level", "i", m => sum += m.Int32(0));
        var message = O2Message.Create("/meter/level", GlobalTime.Immediately, reliable: false, 1);

        Allocations.AreNone(() => _o2.TrySend(message));

        Assert.Equal(101, sum);
    }

    [Fact]
    public void Arguments_too_long_for_the_stack_arrive_all_the_same()
    {
        byte[] blob = [.. Enumerable.Range(0, 10_000).Select(i => (byte)i)];
        byte[] received = [];
        _o2.AddMethod("/a/x", "b", m => received = m.Blob(0).ToArray());

        _o2.Send("/a/x", blob);

        Assert.Equal(blob, received);
    }

    [Fact]
    public void Two_processes_in_one_program_do_not_nest_either()
    {
        O2Process other = _ensemble.Start();
        _o2.AddMethod("/a/x", null, _ =>
        {
            other.Send("/b/x");
            _log.Add("a ends");
        });
        other.AddMethod("/b/x", null, _ => _log.Add("b"));

        _o2.Send("/a/x");

        Assert.Equal(["a ends", "b"], _log);
    }
}
