using O2.Protocol;

namespace O2.Actors.Tests.Protocol.Rings;

public sealed class TimedMessageStoreTests
{
    [Fact]
    public void Messages_come_by_time_and_equal_times_in_order_of_arrival()
    {
        var store = new TimedMessageStore(4096, 1024);
        foreach (var (time, number) in (ReadOnlySpan<(double, int)>)[(3, 0), (1, 1), (2, 2), (1, 3), (3, 4)])
            Assert.True(store.TryAdd(Note(time, number)));

        Assert.Equal((5, 1.0), (store.Count, store.NextTime));
        Assert.Equal([1, 3, 2], Take(store, until: 2.5));
        Assert.Equal([0, 4], Take(store, until: 10));
        Assert.Equal(double.PositiveInfinity, store.NextTime);
    }

    [Fact]
    public void A_message_is_due_before_the_moment_and_not_at_it()
    {
        var store = new TimedMessageStore(4096, 1024);
        store.TryAdd(Note(1.5, 7));

        Assert.Empty(Take(store, until: 1.5));
        Assert.Equal([7], Take(store, until: Math.BitIncrement(1.5)));
    }

    [Fact]
    public void Lateness_counts_from_the_given_time_and_is_never_negative()
    {
        var store = new TimedMessageStore(4096, 1024);
        store.TryAdd(Note(1, 1));
        store.TryAdd(Note(2, 2));

        Assert.True(store.TryTake(new GlobalTime(3), new GlobalTime(1.5), out var late));
        Assert.Equal(0.5, late.Lateness);
        Assert.True(store.TryTake(new GlobalTime(3), new GlobalTime(1.5), out var early));
        Assert.Equal(0, early.Lateness);
    }

    [Fact]
    public void The_store_does_what_a_sorted_list_does()
    {
        for (int seed = 1; seed <= 200; seed++)
        {
            var random = new Random(seed);
            var messages = new RandomMessages(seed);
            var store = new TimedMessageStore(128 * random.Next(1, 40), 2048);
            var model = new List<(double Time, string Message)>();
            for (int step = 0; step < 300; step++)
            {
                double time = random.Next(1, 20);
                if (random.Next(3) > 0)
                {
                    var message = messages.Next(time);
                    if (store.TryAdd(message.AsView()))
                        model.Add((time, RandomMessages.Describe(message.AsView())));
                }
                else
                {
                    var due = model.Where(entry => entry.Time < time).OrderBy(entry => entry.Time).ToList();
                    model.RemoveAll(entry => entry.Time < time);
                    Assert.Equal(due.Select(entry => entry.Message), TakeAll(store, time));
                }

                Assert.Equal(model.Count, store.Count);
            }
        }
    }

    [Fact]
    public void A_full_store_refuses_and_takes_again_when_there_is_room()
    {
        var store = new TimedMessageStore(10 * TimedMessageStore.PieceBytes, 1024);
        for (int i = 0; i < 10; i++)
            Assert.True(store.TryAdd(Note(1 + i, i)));
        Assert.False(store.TryAdd(Note(0.5, 99)));

        Assert.Equal([0, 1, 2], Take(store, until: 4));
        Assert.True(store.TryAdd(Long(0.5, bytes: 2 * TimedMessageStore.PieceBytes)));
        Assert.False(store.TryAdd(Note(0.5, 99)));
        Assert.Equal(8, store.Count);
    }

    [Fact]
    public void What_is_too_long_or_never_due_is_refused()
    {
        var store = new TimedMessageStore(4096, 512);

        Assert.False(store.TryAdd(Long(1, bytes: 512)));
        Assert.True(store.TryAdd(Long(1, bytes: 400)));
        Assert.False(store.TryAdd(Note(double.PositiveInfinity, 1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TimedMessageStore(127, 512));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TimedMessageStore(TimedMessageStore.MaxCapacity + 1, 512));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TimedMessageStore(4096, 23));
    }

    [Fact]
    public void Keeping_and_taking_allocate_nothing_from_the_first_message_on()
    {
        var store = new TimedMessageStore(1 << 16, 4096);
        var (small, large) = (O2Message.Create("/a/b", new GlobalTime(1), true, 1), O2Message.Create("/a/b", new GlobalTime(2), true, new byte[1000]));
        Allocations.AreNone(() =>
        {
            while (store.TryAdd(small.AsView()) && store.TryAdd(large.AsView()))
            {
            }

            while (store.TryTake(new GlobalTime(5), default, out _))
            {
            }
        });
    }

    private static O2MessageView Note(double time, int number) => O2Message.Create("/synth/noteon", new GlobalTime(time), true, number).AsView();

    private static O2MessageView Long(double time, int bytes) => O2Message.Create("/synth/sample", new GlobalTime(time), true, new byte[bytes]).AsView();

    private static List<int> Take(TimedMessageStore store, double until)
    {
        var taken = new List<int>();
        while (store.TryTake(new GlobalTime(until), default, out var message))
            taken.Add(message.Int32(0));
        return taken;
    }

    private static List<string> TakeAll(TimedMessageStore store, double until)
    {
        var taken = new List<string>();
        while (store.TryTake(new GlobalTime(until), default, out var message))
            taken.Add(RandomMessages.Describe(message));
        return taken;
    }
}
