using O2.Protocol;

namespace O2.Actors.Tests.Protocol.Rings;

public sealed class MessageRingStressTests
{
    private const int Messages = 10_000_000;
    private static readonly O2Address[] Addresses = [.. Enumerable.Range(0, 7).Select(i => O2Address.Get($"/synth/{i}"))];

    /// <summary>Lengths change from message to message, so that records end at every place of the ring.</summary>
    [Fact]
    public void Ten_million_messages_pass_from_thread_to_thread_unchanged_and_in_order()
    {
        var ring = new MessageRing(1 << 16);
        var writer = new Thread(() => Write(ring)) { IsBackground = true };
        writer.Start();

        int expected = 0;
        var wait = default(SpinWait);
        while (expected < Messages)
        {
            long at = ring.Start, end = ring.End;
            if (at == end)
                wait.SpinOnce(sleep1Threshold: -1);
            for (; at < end; ring.Release(at))
                Check(ring.Read(ref at), expected++);
        }

        writer.Join();
        Assert.Equal(ring.Start, ring.End);
    }

    private static void Write(MessageRing ring)
    {
        var wait = default(SpinWait);
        for (int i = 0; i < Messages; i++)
        {
            while (!TryWrite(ring, i))
                wait.SpinOnce(sleep1Threshold: -1);
        }
    }

    private static bool TryWrite(MessageRing ring, int i) => (i % 3) switch
    {
        0 => ring.TryWrite(Address(i), new GlobalTime(i), default, i),
        1 => ring.TryWrite(Address(i), new GlobalTime(i), default, i, (double)i, i),
        _ => ring.TryWrite(Address(i), new GlobalTime(i), default, i, (long)i, (long)i, (long)i, i),
    };

    private static O2Address Address(int i) => Addresses[i % Addresses.Length];

    private static void Check(in O2MessageView message, int expected)
    {
        bool isIntact = message.Int32(0) == expected && message.Time.Seconds == expected && ReferenceEquals(message.Address, Address(expected))
            && message.Types.Length == 1 + expected % 3 * 2 && message.Int32(message.Types.Length - 1) == expected;
        if (!isIntact)
            Assert.Fail($"message {expected} came as {message.ToString()}");
    }
}
