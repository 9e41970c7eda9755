using System.Buffers.Binary;
using System.Runtime.CompilerServices;
using O2.Protocol;

namespace O2.Actors.Tests.Protocol.Scheduling;

public sealed class WaitingMessagesTests
{
    private static readonly O2Address Note = O2Address.Get("/synth/note");

    [Fact]
    public void Messages_come_in_order_of_time_when_they_are_due()
    {
        var waiting = new WaitingMessages<string>(10);
        Assert.True(Add(waiting, 3, 30, "c"));
        Assert.True(Add(waiting, 1, 10, "a"));
        Assert.True(Add(waiting, 2, 20, "b"));

        Assert.Equal((3, 1.0), (waiting.Count, waiting.NextTime));
        Assert.False(waiting.TryTake(0.999, out _, out _));
        Assert.True(waiting.TryTake(1.25, out var message, out string? source));
        Assert.Equal(("a", 10, 0.25), (source, message.Int32(0), message.Lateness));
        Assert.Equal("/synth/note i 10 @1.000", message.ToString());
        Assert.False(waiting.TryTake(1.25, out _, out _));
        Assert.Equal((2, 2.0), (waiting.Count, waiting.NextTime));
    }

    [Fact]
    public void An_empty_store_has_nothing_due()
    {
        var waiting = new WaitingMessages<string>(10);
        Assert.Equal(double.PositiveInfinity, waiting.NextTime);
        Assert.False(waiting.TryTake(double.PositiveInfinity, out _, out string? source));
        Assert.Null(source);
        Assert.Equal(0, waiting.Clear());
        Assert.Throws<ArgumentOutOfRangeException>(() => new WaitingMessages<string>(0));
    }

    [Fact]
    public void Absurd_times_are_ordered_like_others_and_a_time_that_never_comes_is_refused()
    {
        var waiting = new WaitingMessages<string>(10);
        Assert.True(Add(waiting, 1e300, 0, "late"));
        Assert.True(Add(waiting, 0, 0, "zero"));
        Assert.True(Add(waiting, double.NaN, 0, "nan"));
        Assert.True(Add(waiting, double.NegativeInfinity, 0, "before"));
        Assert.True(Add(waiting, -1e300, 0, "negative"));
        Assert.False(Add(waiting, double.PositiveInfinity, 0, "never"));

        Assert.Equal(["nan", "before", "negative", "zero"], Drain(waiting, 1e9));
        Assert.Equal(1e300, waiting.NextTime);
        Assert.False(waiting.TryTake(double.NaN, out _, out _));
    }

    [Fact]
    public void A_full_store_refuses_and_takes_again_when_there_is_room()
    {
        var waiting = new WaitingMessages<string>(2);
        Assert.True(Add(waiting, 1, 1, "a"));
        Assert.True(Add(waiting, 2, 2, "b"));
        Assert.False(Add(waiting, 0, 0, "c"));
        Assert.Equal(["a"], Drain(waiting, 1));
        Assert.True(Add(waiting, 0, 0, "c"));
        Assert.Equal(2, waiting.Clear());
        Assert.True(Add(waiting, 5, 5, "d"));
        Assert.Equal(["d"], Drain(waiting, 9));
    }

    [Theory]
    [InlineData(1)]       // many different times
    [InlineData(1e-2)]
    [InlineData(1e-4)]    // a few hundred messages have each time
    [InlineData(0)]       // all have one
    public void The_store_does_what_a_sorted_list_does(double spread)
    {
        for (int seed = 1; seed <= 12; seed++)
        {
            var random = new Random(seed);
            var waiting = new WaitingMessages<int>(100_000);
            var model = new PriorityQueue<int, (double At, int Arrival)>();
            double now = 1_000;
            for (int i = 0; i < 20_000; i++)
            {
                bool adds = random.Next(i < 12_000 ? 5 : 20) < 4;
                if (adds)
                {
                    double at = Math.Round((now + (random.NextDouble() - 0.01) * seed * 40) * spread * 100) / 100;
                    Assert.True(Add(waiting, at, i, i));
                    model.Enqueue(i, (at, i));
                }
                else
                {
                    now += random.NextDouble() / 50;
                    for (int taken = 0; taken < 40; taken++)
                    {
                        bool due = model.TryPeek(out int expected, out var order) && order.At <= now * spread;
                        Assert.True(due == waiting.TryTake(now * spread, out var message, out int source), $"seed {seed}, step {i}");
                        if (!due)
                            break;
                        Assert.True((expected, expected) == (source, message.Int32(0)), $"seed {seed}, step {i}: {source} instead of {expected}");
                        model.Dequeue();
                    }
                }

                Assert.True(waiting.NextTime == (model.TryPeek(out _, out var next) ? next.At : double.PositiveInfinity), $"seed {seed}, step {i}");
                Assert.Equal(model.Count, waiting.Count);
            }

            var rest = new List<int>();
            while (model.TryDequeue(out int item, out _))
                rest.Add(item);
            Assert.Equal(rest, Drain(waiting, double.MaxValue));
        }
    }

    [Theory]
    [InlineData("ascending")]
    [InlineData("descending")]
    [InlineData("equal")]
    [InlineData("alternating")]
    [InlineData("few times")]
    [InlineData("mostly equal")]
    [InlineData("misleading")]
    public void Every_order_of_arrival_is_sorted(string order)
    {
        const int count = 20_000;
        Func<int, double> time = order switch
        {
            "ascending" => i => i,
            "descending" => i => -i,
            "equal" => _ => 7,
            "alternating" => i => i % 2 == 0 ? i : -i,
            "few times" => i => i * 7919 % 3,
            "mostly equal" => i => i % 1024 == 1000 ? i % 7 - 3 : 0,
            _ => i => i % 64 == 0 ? 1e6 : 1e6 - i,
        };
        var waiting = new WaitingMessages<int>(count);
        for (int i = 0; i < count; i++)
            Assert.True(Add(waiting, time(i), i, i));
        Assert.Equal(Enumerable.Range(0, count).OrderBy(time), Drain(waiting, double.MaxValue));
    }

    [Fact]
    public void Messages_of_every_length_are_kept_as_they_were()
    {
        var waiting = new WaitingMessages<int>(1_000);
        O2Message[] messages = [.. Enumerable.Range(0, 300).Select(length => O2Message.Create(
            Note, new GlobalTime(length), MessageFlags.Reliable, [.. Enumerable.Repeat<O2Value>(length, length % 40), new string('x', length)]))];
        foreach (var message in messages)
            Assert.True(waiting.TryAdd(message.AsView(), 0));
        foreach (var message in messages)
        {
            Assert.True(waiting.TryTake(1_000, out var taken, out _));
            Assert.Equal(message.ToString(), taken.ToString());
            Assert.True(message.Data.Span.SequenceEqual(taken.Raw));
            Assert.Equal((message.Flags, message.Time), (taken.Flags, taken.Time));
        }
    }

    [Fact]
    public void What_waits_is_a_copy_and_stays_valid_while_others_are_added_or_dropped()
    {
        foreach (int length in (int[])[4, 400])
        {
            byte[] memory = new byte[length];
            var waiting = new WaitingMessages<int>(10_000);
            waiting.TryAdd(new O2MessageView(Note, new string('i', length / 4), new GlobalTime(1), MessageFlags.BestEffort, memory), 0);
            memory.AsSpan().Fill(0xA5);
            Assert.True(waiting.TryTake(1, out var message, out _));
            for (int i = 0; i < 5_000; i++)
                Add(waiting, i, -1, 0);
            waiting.Clear();
            Assert.Equal(0, message.Int32(0));
        }
    }

    [Fact]
    public void Adding_and_taking_short_messages_allocates_nothing_once_as_many_have_waited()
    {
        var waiting = new WaitingMessages<object>(200_000);
        object source = new();
        for (int i = 0; i < 100_000; i++)
            Add(waiting, i, i, source);
        waiting.Clear();
        for (int i = 0; i < 50_000; i++)
            Add(waiting, i, i, source);

        double now = 0;
        Allocations.AreNone(() =>
        {
            Add(waiting, now + 40_000, 1, source);
            Assert.True(waiting.TryTake(now++, out _, out _));
        });
    }

    [Fact]
    public void What_was_taken_or_dropped_is_not_kept_alive()
    {
        var waiting = new WaitingMessages<object>(10);
        WeakReference taken = AddNew(waiting, 1), dropped = AddNew(waiting, 2);
        Take(waiting);
        waiting.Clear();
        GC.Collect();
        Assert.False(taken.IsAlive);
        Assert.False(dropped.IsAlive);
        GC.KeepAlive(waiting);

        [MethodImpl(MethodImplOptions.NoInlining)]
        static void Take(WaitingMessages<object> waiting)
        {
            Assert.True(waiting.TryTake(1, out _, out _));
            Assert.False(waiting.TryTake(1, out _, out _));
        }

        [MethodImpl(MethodImplOptions.NoInlining)]
        static WeakReference AddNew(WaitingMessages<object> waiting, double at)
        {
            object source = new();
            Add(waiting, at, 0, source);
            return new WeakReference(source);
        }
    }

    private static bool Add<T>(WaitingMessages<T> waiting, double at, int value, T source)
    {
        Span<byte> data = stackalloc byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(data, value);
        return waiting.TryAdd(new O2MessageView(Note, "i", new GlobalTime(at), MessageFlags.BestEffort, data), source);
    }

    private static List<T> Drain<T>(WaitingMessages<T> waiting, double now)
    {
        var sources = new List<T>();
        while (waiting.TryTake(now, out _, out T? source))
            sources.Add(source);
        return sources;
    }
}
