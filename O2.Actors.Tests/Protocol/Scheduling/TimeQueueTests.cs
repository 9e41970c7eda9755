using System.Runtime.CompilerServices;
using O2.Protocol;

namespace O2.Actors.Tests.Protocol.Scheduling;

public sealed class TimeQueueTests
{
    [Fact]
    public void Items_come_in_order_of_time_when_they_are_due()
    {
        var queue = new TimeQueue<string>();
        queue.TryEnqueue(3, "c");
        queue.TryEnqueue(1, "a");
        queue.TryEnqueue(2, "b");
        Assert.Equal(1, queue.NextTime);
        Assert.False(queue.TryDequeue(0.999, out _, out _));
        Assert.True(queue.TryDequeue(2.5, out string? item, out double at));
        Assert.Equal(("a", 1.0), (item, at));
        Assert.True(queue.TryDequeue(2.5, out item, out _));
        Assert.Equal("b", item);
        Assert.False(queue.TryDequeue(2.5, out item, out _));
        Assert.Null(item);
        Assert.Equal(1, queue.Count);
    }

    [Fact]
    public void Equal_times_keep_the_order_of_arrival()
    {
        var queue = new TimeQueue<int>();
        for (int i = 0; i < 1_000; i++)
            queue.TryEnqueue(i % 3, i);
        Assert.Equal(Enumerable.Range(0, 1_000).OrderBy(i => i % 3), Drain(queue, 5));
    }

    [Fact]
    public void An_empty_queue_has_nothing_due()
    {
        var queue = new TimeQueue<int>();
        Assert.Equal(double.PositiveInfinity, queue.NextTime);
        Assert.False(queue.TryDequeue(double.PositiveInfinity, out _, out _));
        Assert.False(queue.TryDequeue(double.NaN, out _, out _));
        Assert.Equal(0, queue.Clear());
    }

    [Fact]
    public void Absurd_times_are_ordered_like_others_and_a_time_that_never_comes_is_refused()
    {
        var queue = new TimeQueue<string>();
        Assert.True(queue.TryEnqueue(1e300, "late"));
        Assert.True(queue.TryEnqueue(0, "zero"));
        Assert.True(queue.TryEnqueue(double.NaN, "nan"));
        Assert.True(queue.TryEnqueue(double.NegativeInfinity, "before"));
        Assert.True(queue.TryEnqueue(-1e300, "negative"));
        Assert.False(queue.TryEnqueue(double.PositiveInfinity, "never"));
        Assert.Equal(["nan", "before", "negative", "zero"], Drain(queue, 1e9));
        Assert.Equal(1e300, queue.NextTime);
        Assert.False(queue.TryDequeue(double.NaN, out _, out _));
    }

    [Fact]
    public void A_full_queue_refuses_and_takes_again_when_there_is_room()
    {
        var queue = new TimeQueue<int>(capacity: 100);
        for (int i = 0; i < 100; i++)
            Assert.True(queue.TryEnqueue(i, i));
        Assert.False(queue.TryEnqueue(0, 100));
        Assert.True(queue.TryDequeue(0, out _, out _));
        Assert.True(queue.TryEnqueue(0.5, 101));
        Assert.Equal(100, queue.Clear());
        Assert.True(queue.TryEnqueue(7, 7));
        Assert.Equal([7], Drain(queue, 100));
        Assert.Throws<ArgumentOutOfRangeException>(() => new TimeQueue<int>(0));
    }

    [Fact]
    public void The_queue_does_what_a_sorted_list_does()
    {
        for (int seed = 1; seed <= 200; seed++)
        {
            var random = new Random(seed);
            int capacity = random.Next(1, 300);
            var queue = new TimeQueue<int>(capacity);
            var model = new List<(double At, int Item)>();
            double now = 1_000;
            double grain = Math.Pow(10, random.Next(-3, 2));
            for (int i = 0; i < 500; i++)
            {
                if (random.Next(5) < 3)
                {
                    double at = Math.Round((now + random.NextDouble() * 4 - 1) / grain) * grain;
                    bool fits = model.Count < capacity;
                    Assert.True(fits == queue.TryEnqueue(at, i), $"seed {seed}, step {i}");
                    if (fits)
                        model.Insert(model.FindLastIndex(e => e.At <= at) + 1, (at, i));
                }
                else
                {
                    now += random.NextDouble();
                    bool due = model.Count > 0 && model[0].At <= now;
                    Assert.True(due == queue.TryDequeue(now, out int item, out double at), $"seed {seed}, step {i}");
                    if (due)
                    {
                        Assert.True(model[0] == (at, item), $"seed {seed}, step {i}: {model[0]} became {(at, item)}");
                        model.RemoveAt(0);
                    }
                }
                Assert.True(queue.NextTime == (model.Count > 0 ? model[0].At : double.PositiveInfinity), $"seed {seed}, step {i}");
                Assert.Equal(model.Count, queue.Count);
            }
            Assert.Equal(model.Select(e => e.Item), Drain(queue, double.MaxValue));
        }
    }

    [Fact]
    public void Adding_and_taking_allocate_nothing_with_100_000_waiting()
    {
        var queue = new TimeQueue<object>();
        var random = new Random(11);
        object item = new();
        for (int i = 0; i < 100_000; i++)
            queue.TryEnqueue(random.NextDouble(), item);
        queue.TryDequeue(1, out _, out _);
        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 10_000; i++)
        {
            queue.TryEnqueue(random.NextDouble() + 1, item);
            queue.TryDequeue(2, out _, out _);
        }
        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Fact]
    public void What_was_taken_or_cleared_is_not_kept_alive()
    {
        var queue = new TimeQueue<object>();
        WeakReference taken = Add(queue, 1), cleared = Add(queue, 2);
        Take(queue);
        queue.Clear();
        GC.Collect();
        Assert.False(taken.IsAlive);
        Assert.False(cleared.IsAlive);
        GC.KeepAlive(queue);

        [MethodImpl(MethodImplOptions.NoInlining)]
        static void Take(TimeQueue<object> queue) => Assert.True(queue.TryDequeue(1, out _, out _));

        [MethodImpl(MethodImplOptions.NoInlining)]
        static WeakReference Add(TimeQueue<object> queue, double at)
        {
            object item = new();
            queue.TryEnqueue(at, item);
            return new WeakReference(item);
        }
    }

    private static List<T> Drain<T>(TimeQueue<T> queue, double now)
    {
        var items = new List<T>();
        while (queue.TryDequeue(now, out T? item, out _))
            items.Add(item);
        return items;
    }
}
