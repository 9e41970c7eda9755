using O2.Protocol;

namespace O2.Benchmarks;

/// <summary><c>/synth/noteon if</c> to its TCP frame, and the frame's body back to a view of the message. Baseline: copying the bytes.</summary>
internal static class Codec
{
    public static Task MeasureAsync(BenchmarkOptions options, FigureList figures)
    {
        var message = O2Message.Create("/synth/noteon", GlobalTime.Immediately, reliable: true, 60, 0.5f);
        byte[] frame = new byte[MessageEncoder.GetTcpSize(message)];
        MessageEncoder.WriteTcp(message, frame);
        byte[] body = frame[TcpFramer.PrefixBytes..], copy = new byte[frame.Length];
        var cache = new AddressCache();

        return Micro.MeasureAsync(
            options,
            figures,
            new MicroCase("codec.encode", count =>
            {
                for (int i = 0; i < count; i++)
                    MessageEncoder.WriteTcp(message, copy);
            }, "codec.copy"),
            new MicroCase("codec.decode", count =>
            {
                for (int i = 0; i < count; i++)
                    Decode(body, copy, cache);
            }, "codec.copy"),
            new MicroCase("codec.copy", count =>
            {
                for (int i = 0; i < count; i++)
                    frame.AsSpan().CopyTo(copy);
            }));
    }

    /// <summary>In place, as a connection does; so the bytes have to be there afresh each time.</summary>
    private static void Decode(byte[] body, byte[] buffer, AddressCache cache)
    {
        body.AsSpan().CopyTo(buffer);
        if (!MessageDecoder.TryDecode(buffer.AsSpan(0, body.Length), cache, out _, out var error))
            throw new InvalidDataException(error.ToString());
    }
}
