using System.Buffers.Binary;

namespace O2.Benchmarks;

/// <summary>Sends to a <see cref="RawServer"/> and takes its answers.</summary>
internal sealed class RawClient : PlainClient
{
    public RawClient(bool isTcp, bool isPolling, int port)
        : base(isTcp, isPolling, port, Message(isTcp, RawServer.Echo), Message(isTcp, 0))
    {
        if (!isTcp)
            Send([0]); // says who we are
    }

    /// <summary>Estimates the offset of the server's clock, which is ours, from one exchange at a time: by how many microseconds each is wrong.</summary>
    public double[] CompareClocks(int count)
    {
        var samples = new double[count];
        for (int i = 0; i < count; i++)
        {
            long start = Ticks.Now;
            long there = BinaryPrimitives.ReadInt64LittleEndian(Exchange()[RawServer.TimeOffset..]);
            long middle = start + (Ticks.Now - start) / 2;
            samples[i] = Math.Abs(Ticks.ToMicroseconds(there - middle));
        }

        return samples;
    }

    private static byte[] Message(bool isTcp, byte first)
    {
        byte[] message = new byte[isTcp ? WireSize.Tcp : WireSize.Udp];
        message[0] = first;
        return message;
    }
}
