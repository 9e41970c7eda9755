using O2.Protocol;

namespace O2.Actors.Tests.Protocol.Rings;

public sealed class MessageRingTests
{
    private static readonly O2Address Address = O2Address.Get("/synth/noteon");

    [Fact]
    public void Messages_come_out_as_they_went_in()
    {
        var ring = new MessageRing(4096);
        Assert.True(ring.TryWrite(Address, new GlobalTime(12.5), MessageFlags.Reliable, 60, 0.5f, "C4", new float[] { 1, 2 }));

        long at = ring.Start;
        var message = ring.Read(ref at);

        Assert.Same(Address, message.Address);
        Assert.Equal("ifsvf", message.Types.ToString());
        Assert.Equal((12.5, true, 0.0), (message.Time.Seconds, message.Flags.IsReliable, message.Lateness));
        Assert.Equal((60, 0.5f, "C4"), (message.Int32(0), message.Single(1), message.Text(2)));
        Assert.Equal([1f, 2f], message.VectorSingle(3).ToArray());
        Assert.Equal(ring.End, at);
    }

    [Fact]
    public void A_bundle_goes_through_like_any_message()
    {
        var ring = new MessageRing(4096);
        var bundle = O2Message.CreateBundle("synth", new GlobalTime(3), true, O2Message.Create("/synth/noteon", default, true, 60));
        Assert.True(ring.TryWrite(bundle.AsView()));

        long at = ring.Start;
        var elements = ring.Read(ref at).ToMessage().ReadElements();

        Assert.Equal("/synth/noteon i 60", Assert.Single(elements).ToString());
    }

    [Fact]
    public void The_ring_does_what_a_bounded_queue_does()
    {
        for (int seed = 1; seed <= 300; seed++)
        {
            var random = new Random(seed);
            var messages = new RandomMessages(seed);
            var ring = new MessageRing(1 << random.Next(10, 14));
            var model = new Queue<string>();
            for (int step = 0; step < 400; step++)
            {
                if (random.Next(5) < 3)
                    Write(ring, model, messages.Next());
                else
                    Read(ring, model, count: random.Next(4));
            }

            Read(ring, model, int.MaxValue);
            Assert.Empty(model);
        }
    }

    [Fact]
    public void Every_length_fits_at_every_position()
    {
        var ring = new MessageRing(MessageRing.MinCapacity);
        byte[] content = [.. Enumerable.Range(0, 476).Select(i => (byte)i)];
        for (int start = 0; start < MessageRing.MinCapacity; start += 32)
        {
            for (int length = 0; length <= 476; length += 4)
            {
                MoveTo(ring, start);
                Assert.True(ring.TryWrite(Address, default, default, content[..length]));
                long at = ring.Start;
                Assert.True(ring.Read(ref at).Blob(0).SequenceEqual(content.AsSpan(0, length)));
                Assert.Equal(ring.End, at);
                ring.Release(at);
            }
        }
    }

    [Fact]
    public void A_full_ring_refuses_and_takes_again_when_there_is_room()
    {
        var ring = new MessageRing(1024);
        int taken = 0;
        while (ring.TryWrite(Address, default, default, taken))
            taken++;
        Assert.Equal(1024 / 64, taken);

        long at = ring.Start;
        Assert.Equal(0, ring.Read(ref at).Int32(0));
        Assert.False(ring.TryWrite(Address, default, default, taken));
        ring.Release(at);
        Assert.True(ring.TryWrite(Address, default, default, taken));
        Assert.False(ring.TryWrite(Address, default, default, taken));
        for (int expected = 1; expected <= taken; expected++)
            Assert.Equal(expected, ring.Read(ref at).Int32(0));
        Assert.Equal(ring.End, at);
    }

    [Fact]
    public void A_message_that_never_fits_is_refused_and_leaves_no_trace()
    {
        var ring = new MessageRing(1024);
        byte[] longest = new byte[1024 / 2 - 24 - 8 - 4];
        Assert.False(ring.TryWrite(Address, default, default, [.. longest, 0]));
        Assert.False(ring.CanTake(1, longest.Length + 8));
        Assert.True(ring.CanTake(1, longest.Length + 4));
        Assert.Equal(ring.Start, ring.End);
        for (int i = 0; i < 50; i++)
        {
            Assert.True(ring.TryWrite(Address, default, default, longest));
            ring.Release(ring.End);
        }
    }

    [Fact]
    public void What_is_read_stays_until_it_is_released()
    {
        var ring = new MessageRing(1024);
        for (int i = 0; i < 16; i++)
            ring.TryWrite(Address, default, default, i);
        long at = ring.Start;
        var first = ring.Read(ref at);
        while (at < ring.End)
            ring.Read(ref at);
        Assert.False(ring.TryWrite(Address, default, default, 99));
        Assert.Equal(0, first.Int32(0));
    }

    [Fact]
    public void The_capacity_is_a_power_of_two_within_its_range()
    {
        Assert.Equal(4096, new MessageRing(2049).Capacity);
        Assert.Throws<ArgumentOutOfRangeException>(() => new MessageRing(MessageRing.MinCapacity - 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => new MessageRing(MessageRing.MaxCapacity + 1));
    }

    [Fact]
    public void Writing_and_reading_allocate_nothing()
    {
        var ring = new MessageRing(4096);
        float[] vector = new float[16];
        var made = O2Message.Create("/a/b", default, true, 1, 2);
        Allocations.AreNone(() =>
        {
            for (int i = 0; i < 40; i++)
            {
                ring.TryWrite(Address, new GlobalTime(i), default, i, 0.5, "text", vector);
                ring.TryWrite(made.AsView());
            }

            for (long at = ring.Start, end = ring.End; at < end; ring.Release(at))
                ring.Read(ref at);
        });
    }

    private static void Write(MessageRing ring, Queue<string> model, O2Message message)
    {
        bool isEmpty = ring.Start == ring.End;
        bool fits = ring.CanTake(message.Types.Length, message.Data.Length);
        if (ring.TryWrite(message.AsView()))
            model.Enqueue(RandomMessages.Describe(message.AsView()));
        else
            Assert.False(isEmpty && fits, "an empty ring takes every message that it can take");
    }

    private static void Read(MessageRing ring, Queue<string> model, int count)
    {
        for (long at = ring.Start; count > 0 && at < ring.End; count--)
        {
            Assert.Equal(model.Dequeue(), RandomMessages.Describe(ring.Read(ref at)));
            ring.Release(at);
        }
    }

    /// <summary>Empties the ring and lets the next record begin at an offset.</summary>
    private static void MoveTo(MessageRing ring, int offset)
    {
        while (ring.End % ring.Capacity != offset)
        {
            ring.TryWrite(Address, default, default);
            ring.Release(ring.End);
        }
    }
}
