using BenchmarkDotNet.Attributes;
using O2.Protocol;

namespace O2.Benchmarks;

/// <summary><c>/synth/noteon if</c> to its TCP frame, and the frame's body back to a view of the message. Baseline: copying the bytes.</summary>
public class CodecBenchmarks
{
    private readonly O2Message _message = O2Message.Create("/synth/noteon", GlobalTime.Immediately, reliable: true, 60, 0.5f);
    private readonly AddressCache _cache = new();
    private readonly byte[] _frame;
    private readonly byte[] _buffer;

    /// <summary>Makes the frame.</summary>
    public CodecBenchmarks()
    {
        _frame = new byte[MessageEncoder.GetTcpSize(_message)];
        _buffer = new byte[_frame.Length];
        MessageEncoder.WriteTcp(_message, _frame);
    }

    /// <summary>To its frame.</summary>
    [Benchmark(Description = "codec.encode")]
    public void Encode() => MessageEncoder.WriteTcp(_message, _buffer);

    /// <summary>In place, as a connection does; so the bytes have to be there afresh each time.</summary>
    [Benchmark(Description = "codec.decode")]
    public void Decode()
    {
        var body = _buffer.AsSpan(0, _frame.Length - TcpFramer.PrefixBytes);
        _frame.AsSpan(TcpFramer.PrefixBytes).CopyTo(body);
        if (!MessageDecoder.TryDecode(body, _cache, out _, out var error))
            throw new InvalidDataException(error.ToString());
    }

    /// <summary>The baseline.</summary>
    [Benchmark(Description = "codec.copy", Baseline = true)]
    public void Copy() => _frame.CopyTo(_buffer.AsSpan());
}
